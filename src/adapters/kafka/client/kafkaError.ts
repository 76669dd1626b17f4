import { PipelineError, type ErrorCode } from '../../../errors.js';
import { kafkaName, type KafkaOptions } from './kafkaOptions.js';

interface Meaning {
  readonly code: ErrorCode;
  readonly advice: string;
}

const setting = (advice: string): Meaning => ({ code: 'bad-config', advice });

const credentials = setting(
  'It refuses the credentials. Correct the settings kafkaUsername and kafkaPassword.',
);
const mechanism = setting(
  'It does not know this kind of login. Correct the setting kafkaSasl (plain, scram-sha-256, scram-sha-512).',
);
const rights = setting(
  'The Kafka user has no right to that. Give it the right, or correct the setting kafkaUsername.',
);
const certificate = setting(
  'A certificate is not trusted, or not what it should be, or none was given. Correct the settings kafkaCa, kafkaCert and kafkaKey.',
);
const topic = setting('There is no such topic. Make it with `mashstream topics create`.');
const size = setting(
  'The topic takes no records of 1 MiB (max.message.bytes). `mashstream topics create` says what it should be.',
);
const session = setting(
  'It takes no session so short or so long. Correct the setting sessionTimeout: from the broker’s group.min.session.timeout.ms (6 s unless changed there) to its group.max.session.timeout.ms (30 min).',
);
const version = setting('The broker does not know the request. Use Kafka 2.1 or newer.');

/** What errors of Kafka (by type) and kafkajs (by name) mean to the user. */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['KafkaJSSASLAuthenticationError', credentials],
  ['SASL_AUTHENTICATION_FAILED', credentials],
  ['UNSUPPORTED_SASL_MECHANISM', mechanism],
  ['ILLEGAL_SASL_STATE', mechanism],
  ['TOPIC_AUTHORIZATION_FAILED', rights],
  ['GROUP_AUTHORIZATION_FAILED', rights],
  ['CLUSTER_AUTHORIZATION_FAILED', rights],
  ['UNKNOWN_TOPIC_OR_PARTITION', topic],
  ['MESSAGE_TOO_LARGE', size],
  ['RECORD_LIST_TOO_LARGE', size],
  ['INVALID_SESSION_TIMEOUT', session],
  ['UNSUPPORTED_VERSION', version],
  ['KafkaJSServerDoesNotSupportApiKey', version],
]);

/** How OpenSSL and Node name what is wrong with a certificate, here or (an alert) at the other end. */
const ofCertificates = /CERT|ISSUER|SIGNATURE|(?:UNKNOWN|INVALID)_CA$|^ERR_(?:TLS|OSSL)_/;

/** kafkajs says so where no connection could even be begun: what it was given for TLS is no PEM, or does not go together. */
const notBegun = /^Failed to connect: /;

const meaningOf = (error: Error): Meaning | undefined => {
  const names = namesOf(error);
  const meaning = names.map((name) => meanings.get(name)).find(Boolean);
  const trusts = !notBegun.test(error.message) && !names.some((name) => ofCertificates.test(name));
  return meaning ?? (trusts ? undefined : certificate);
};

/** What passes by itself, though kafkajs does not try it again. */
const passing: ReadonlySet<string> = new Set([
  ...[
    'KafkaJSConnectionError',
    'KafkaJSConnectionClosedError',
    'KafkaJSRequestTimeoutError',
    'KafkaJSTimeout',
  ],
  ...['KafkaJSNumberOfRetriesExceeded', 'KafkaJSNoBrokerAvailableError', 'KafkaJSLockTimeout'],
  ...[
    'KafkaJSGroupCoordinatorNotFound',
    'BROKER_NOT_AVAILABLE',
    'REBALANCE_IN_PROGRESS',
    'KAFKA_STORAGE_ERROR',
  ],
  // A producer whose numbering the broker does not follow any more is replaced (appendQueue).
  ...['OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_PRODUCER_ID', 'INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED'],
  ...['INVALID_PRODUCER_ID_MAPPING', 'DUPLICATE_SEQUENCE_NUMBER'],
]);

/** Any error of kafkajs as a PipelineError that says what was being done; what passes is `unavailable`, to be tried again. */
export function kafkaError(error: unknown, doing: string, options: KafkaOptions): PipelineError {
  if (error instanceof PipelineError) return error;
  const chain = chainOf(error);
  const text = chain.at(-1)?.message ?? String(error);
  const meaning = chain.map(meaningOf).find(Boolean);
  const where = `${doing} (${kafkaName(options)})`;
  if (meaning)
    return new PipelineError(meaning.code, `${where}: ${text}. ${meaning.advice}`, { cause: error });
  if (!chain.some(passes)) return new PipelineError('internal', `${where}: ${text}`, { cause: error });
  return new PipelineError(
    'unavailable',
    `${where}: ${text}. Is it running, is this its address, and does it want a login or TLS?`,
    {
      cause: error,
      retryable: true,
      context: { away: kafkaName(options) },
    },
  );
}

/** True for errors after which a member no longer is one, or is about to join anew: nothing is wrong, it hears of the rest then. */
export const isOfMembership = (error: unknown): boolean =>
  chainOf(error)
    .flatMap(namesOf)
    .some((name) => membership.has(name));

const membership: ReadonlySet<string> = new Set([
  ...['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS', 'FENCED_INSTANCE_ID'],
]);

/** Was a request not answered in time? */
export const hasTimedOut = (error: unknown): boolean =>
  chainOf(error).some(({ name }) => name === 'KafkaJSRequestTimeoutError');

/** The error and its causes, which kafkajs keeps in `cause` or in `originalError`. */
function chainOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  let next = error;
  while (next instanceof Error && chain.length < 10) {
    chain.push(next);
    next = next.cause;
  }
  return chain;
}

const namesOf = (error: Error): readonly string[] => [
  error.name,
  ...('type' in error && typeof error.type === 'string' ? [error.type] : []),
  ...('code' in error && typeof error.code === 'string' ? [error.code] : []),
];

/** What kafkajs says, in a plain error, to who asks a broker that it is about to reach again. */
const notConnected = 'Broker not connected';

const passes = (error: Error): boolean =>
  error.message === notConnected ||
  namesOf(error).some((name) => passing.has(name)) ||
  ('retriable' in error && error.retriable === true);
