import {
  MongoClientClosedError,
  MongoError,
  MongoInvalidArgumentError,
  MongoMissingCredentialsError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import type { ErrorCode } from '../../../errors.js';

/** What an error means to the user. */
export interface Meaning {
  readonly code: ErrorCode;
  /** What the server did, as in `the MongoDB server at … does not answer`. */
  readonly did: string;
  readonly advice: string;
}

const away: Meaning = {
  code: 'unavailable',
  did: 'does not answer, or cannot serve at the moment',
  advice: 'Is it running, and is the setting mongoUrl right?',
};
const denied: Meaning = {
  code: 'bad-config',
  did: 'refuses the credentials',
  advice: 'Check user, password and the rights of the user, and authSource, in the setting mongoUrl.',
};
const closed: Meaning = { code: 'aborted', did: 'is asked no more', advice: 'The catalogue was closed.' };
const fault: Meaning = {
  code: 'internal',
  did: 'failed',
  advice: 'Look into the server’s log; if it is well, this is a fault of the program.',
};
const tooLarge: Meaning = {
  code: 'bad-message',
  did: 'refuses so large a document',
  advice: 'Publish less with it.',
};
const wrongName: Meaning = {
  code: 'bad-config',
  did: 'cannot have a database or collections of such names',
  advice: 'Check the setting mongoDatabase.',
};
const otherIndex: Meaning = {
  code: 'bad-config',
  did: 'has other indexes of these names',
  advice: 'Another version of mashstream made them. Choose another mongoDatabase, or drop them.',
};

const each = (codes: readonly number[], meaning: Meaning): readonly (readonly [number, Meaning])[] =>
  codes.map((code) => [code, meaning]);

/** MongoDB's error codes that mean something to the user (its manual, “Error Codes”). */
const byCode: ReadonlyMap<unknown, Meaning> = new Map([
  // HostUnreachable, HostNotFound, MaxTimeMSExpired, WriteConcernTimeout, NetworkTimeout, ShutdownInProgress, WriteConflict
  ...each([6, 7, 50, 64, 89, 91, 112], away),
  // FailedToSatisfyReadPreference, ReadConcernMajorityNotAvailableYet, PrimarySteppedDown, ExceededTimeLimit
  ...each([133, 134, 189, 262], away),
  // CursorNotFound, QueryPlanKilled, SocketException, NotPrimary…, Interrupted…
  ...each([43, 175, 9001, 10_058, 10_107, 11_600, 11_601, 11_602, 13_435, 13_436], away),
  // UserNotFound, Unauthorized, AuthenticationFailed, MechanismUnavailable, AtlasError
  ...each([11, 13, 18, 334, 8000], denied),
  ...each([85, 86], otherIndex),
  ...each([73], wrongName), // InvalidNamespace
  ...each([10_334, 17_419, 17_420], tooLarge),
  [14_031, { code: 'disk-full', did: 'has no disk left', advice: 'Free some space there and run again.' }],
  ...each([79, 100], {
    code: 'bad-config',
    did: 'cannot keep what is written on a majority of its members',
    advice: 'Look into its replica set.',
  }),
]);

/** The meaning of anything that the driver throws. */
export function mongoMeaning(error: unknown): Meaning {
  if (error instanceof MongoServerError) {
    const known = byCode.get(error.code);
    if (known) return known;
  }
  if (error instanceof MongoMissingCredentialsError) return denied;
  if (isOneOf(error, [MongoClientClosedError, MongoTopologyClosedError, MongoNotConnectedError]))
    return closed;
  if (isOneOf(error, [MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError])) return away;
  if (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError')) return away;
  if (error instanceof MongoInvalidArgumentError) return wrongName;
  return ofSystem(error) ?? fault;
}

const isOneOf = (error: unknown, classes: readonly (new (...args: never[]) => Error)[]): boolean =>
  classes.some((one) => error instanceof one);

/** Names that do not resolve, and files that the url names. */
function ofSystem(error: unknown): Meaning | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  if (error.syscall === 'open')
    return {
      ...{ code: 'bad-config', did: 'cannot be asked: a file that mongoUrl names cannot be read' },
      advice: 'Check the setting mongoUrl and the rights of the file.',
    };
  return away;
}
