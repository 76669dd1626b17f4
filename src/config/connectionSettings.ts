import { z } from 'zod';
import { parseFetchHost } from '../domain/source/fetchHosts.js';
import { flag, list, matching, number, path, seconds, text } from './values.js';

/** A list each of whose entries `fits`, else told in the words of `what`; the entry itself is not repeated. */
const listOf = (fits: (entry: string) => boolean, what: string) =>
  list.refine((entries) => entries.every(fits), what);

const brokers = listOf(
  (entry) => /^(?:\[[0-9a-f:.]+\]|[^\s:@/[\]]+):\d{1,5}$/i.test(entry),
  'must be a list of host:port, with commas',
);
const hosts = listOf(
  (entry) => parseFetchHost(entry) !== undefined,
  'must be a list of hosts, with commas: music.example, *.music.example, host:port, [IPv6], http://host:port, s3://bucket',
);

/** The path of a PEM file. */
const pem = path.refine(
  (value) => !/[\r\n]|^-----BEGIN/.test(value),
  'must be the path of a PEM file, not what is in it',
);

/** What begins the names of topics and groups: Kafka takes no other characters. */
const prefix = matching(
  /^[\w.-]{0,100}$/,
  'must be at most 100 letters, digits, dots, dashes and underscores',
);

const isEndpoint = (address: string): boolean =>
  /^https?:\/\//i.test(address) && URL.canParse(address) && !/[@?#]/.test(address);
const endpoint = z.string().refine(isEndpoint, {
  error: 'must be an address such as https://s3.example:9000, without user name or password',
});

/** Settings of what lies on other machines: sources, log, catalogue, blobs. Each can come from a file too (MASHSTREAM_…_FILE). */
export const connectionSettings = {
  /** Hosts from which `https:` sources are fetched, and buckets (`s3://bucket`) from which `s3:` ones are; none by default. */
  fetchHosts: hosts.default([]),
  /** Bytes that a fetched source may have. */
  fetchMaxBytes: number(
    z
      .int()
      .min(1024)
      .max(2 ** 36),
  ).default(2 ** 31),
  /** A source is fetched within so many seconds, or given up. */
  fetchTimeout: seconds(1, 86_400).default(600),
  /** Seconds in which what is in hand is finished when the run is asked to stop; the rest is handed back. */
  drainTimeout: seconds(0, 86_400).default(30),
  /** Kafka's first contacts, host:port; none: the log lies in the data folder. */
  kafkaBrokers: brokers.default([]),
  /** How brokers name this program in their logs and quotas. */
  kafkaClientId: text.default('mashstream'),
  /** Connections to brokers are encrypted. */
  kafkaTls: flag.default(false),
  /** PEM file of the authority of the brokers' certificates; left out: those that the machine trusts. */
  kafkaCa: pem.optional(),
  /** PEM file of this client's certificate, where brokers ask for one … */
  kafkaCert: pem.optional(),
  /** … and PEM file of its key. */
  kafkaKey: pem.optional(),
  /** How this client says who it is. */
  kafkaSasl: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  kafkaUsername: text.optional(),
  /** Secret. */
  kafkaPassword: text.optional(),
  /** Begins the name of every topic. */
  topicPrefix: prefix.default(''),
  /** Begins the name of every consumer group. */
  groupPrefix: prefix.default(''),
  /** A worker that is not heard of for so many seconds loses its partitions to others. */
  sessionTimeout: seconds(1, 1800).default(30),
  /** Where the catalogue lies: `mongodb://…` or `mongodb+srv://…`. Secret: it may hold a password. */
  mongoUrl: matching(
    /^mongodb(?:\+srv)?:\/\/[^\s/]/,
    'must begin with mongodb:// or mongodb+srv://',
  ).optional(),
  mongoDatabase: matching(
    /^[^\s/\\."$*<>:|?]{1,63}$/,
    'must be a name of at most 63 letters, digits, - and _',
  ).default('mashstream'),
  /** Where stems and features lie. */
  s3Bucket: matching(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    'must be a name of 3 to 63 small letters, digits, dots and dashes',
  ).optional(),
  /** Begins the key of every object. */
  s3Prefix: z.string().max(500).default(''),
  /** Address of a store that is not Amazon's. */
  s3Endpoint: endpoint.optional(),
  /** Left out: AWS_REGION, else us-east-1 at an endpoint of one's own. */
  s3Region: text.optional(),
  /** Left out: the credentials of the environment (profile, role, metadata). */
  s3AccessKeyId: text.optional(),
  /** Secret. */
  s3SecretAccessKey: text.optional(),
  /** The bucket in the path, not in the host's name; left out: so at an endpoint of one's own. */
  s3ForcePathStyle: flag.optional(),
} as const;
