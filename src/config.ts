import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { connectionSettings } from './config/connectionSettings.js';
import { count, flag, list, number, path, range, text } from './config/values.js';

/** Everything that can be set, with its default. What cannot be set is a constant beside its use. */
export const configSchema = z.strictObject({
  /** Where state lies: log, catalogue, stems. */
  data: path.default('data'),
  /** Where mashups are written. */
  out: path.default('out'),
  /** Regions of a song that become clips. */
  clipsPerTrack: count(20).default(2),
  /** Only so many seconds of a song are used. */
  maxDuration: number(z.number().min(10).max(36_000)).default(900),
  /** A song from which nothing comes for so many seconds is given up. */
  readTimeout: number(z.number().min(1).max(3600)).default(60),
  /** Parts of each role that are scored with each other for one vocal (method: K). */
  shortlist: count(64).default(16),
  scorer: z.enum(['fit', 'dualnet', 'premixnet', 'postmixnet', 'amu', 'lee']).default('dualnet'),
  /** Folder of the model by which scorers dualnet, premixnet and postmixnet judge. */
  model: path.optional(),
  /** Bytes of all that networks keep of what they heard of clips; beyond, what was used longest ago goes. 0: nothing is kept. */
  projectionBytes: number(z.int().min(0)).default(2 ** 32),
  /** Mashups kept for one vocal. */
  rankingSize: count(256).default(10),
  /** Mashups that are written as audio. */
  top: number(z.int().min(0).max(1000)).default(5),
  format: z.enum(['flac', 'wav', 'mp3']).default('flac'),
  /** In a mix the other parts give way a little while the voice sings. */
  duck: flag.default(true),
  /** Names the random draws: same seed, same draws. */
  seed: text.default('1'),
  /** Songs whose voice is used (part of a path, title or artist); none named: all. */
  vocal: list.default([]),
  /** Songs that are left out of mashups. */
  exclude: list.default([]),
  /** Clips whose beats or bars cannot be trusted take part too, and voices that hardly sing. */
  useDoubtful: flag.default(false),
  /** The list of the best may hold a pair of songs both ways round. */
  bothWays: flag.default(false),
  /** Semitones by which the harmonic part of a ranked mashup may be shifted, either way. */
  maxShift: number(z.int().min(0).max(6)).default(3),
  /** Share by which a part of a ranked mashup may be stretched, either way. */
  maxStretch: number(z.number().min(0).max(0.2)).default(0.12),
  /** Only voices of such a tempo, bpm. */
  bpmRange: range.optional(),
  /** Partners of each role that a vocal should have before its training samples are drawn. */
  enoughPartners: count(1000).default(3),
  /** A run teaches the network further by the training samples that come of its songs. */
  retrain: flag.default(false),
  /** New training samples that are worth a training … */
  retrainSamples: count(1_000_000).default(300),
  /** … and hours after the last one after which any are. */
  retrainHours: number(z.number().min(0.001).max(100_000)).default(24),
  /** Steps of a training. */
  retrainSteps: count(100_000).default(500),
  /** Held-out songs that there must be to tell whether what was taught is better. */
  retrainHeldOut: count(10_000).default(5),
  /** A folder that `mashstream train` has filled: its music is taught beside the songs, so that it is not forgotten. */
  retrainMusic: path.optional(),
  /** Days that published tracks, training samples and dead letters stay in the log. In a data folder what is not worked on yet stays anyway; on Kafka it does not. */
  keepDays: number(z.number().min(1).max(100_000)).default(365),
  separator: z.enum(['htdemucs', 'none']).default('htdemucs'),
  /** Songs, and voices to be ranked, in work at once. A song in work lies decoded on the disk, 21 MB a minute. */
  concurrency: count(256).default(() => Math.min(8, availableParallelism())),
  /** Port of /metrics, /healthz and /readyz; left out: none. */
  httpPort: number(z.int().min(0).max(65_535)).optional(),
  httpHost: z.string().min(1).default('127.0.0.1'),
  ...connectionSettings,
  logLevel: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  /** auto: JSON lines on stderr where a run for ever has no terminal. */
  logFormat: z.enum(['auto', 'text', 'json']).default('auto'),
});
export type Config = Readonly<z.infer<typeof configSchema>>;
export type ConfigField = keyof Config;

/** Settings whose values are never shown; of a key's path, because the key itself may stand there by mistake. */
export const secretSettings: ReadonlySet<string> = new Set<ConfigField>([
  'kafkaKey',
  'kafkaPassword',
  'mongoUrl',
  's3SecretAccessKey',
]);
