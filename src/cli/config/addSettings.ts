import { Option, type Command } from 'commander';
import type { ConfigField } from '../../config.js';

/** Flags of the settings, in the words of --help; values are checked by the configuration, all at once. */
const settings: readonly (readonly [flags: string, text: string])[] = [
  ['--data <folder>', 'where state lies: log, catalogue, stems (default: data)'],
  ['--out <folder>', 'where mashups are written (default: out)'],
  ['--config <file>', 'settings as JSON (default: mashstream.json, if there is one)'],
  ['--top <n>', 'mashups that are written as audio (default: 5)'],
  ['--format <format>', 'flac, wav or mp3 (default: flac)'],
  ['--no-duck', 'do not turn the other parts down a little, from 1 to 4 kHz, while the voice sings'],
  ['--seed <word>', 'names the random draws: same seed, same draws (default: 1)'],
  [
    '--scorer <name>',
    'dualnet (a network beside fit), fit (by ear: ours), premixnet, postmixnet (networks), amu (AutoMashUpper) or lee (default: dualnet)',
  ],
  [
    '--model <folder>',
    'the model that a network judges by, as mashstream train makes it (default: the current of mashstream models)',
  ],
  [
    '--projection-bytes <n>',
    'how much premixnet and postmixnet keep of what they heard of clips; 0: nothing (default: 4 GiB)',
  ],
  [
    '--vocal <words>',
    'only voices of songs with these words in path, title or artist, those that hardly sing as well; may be repeated',
  ],
  ['--exclude <words>', 'leave out songs with these words in path, title or artist; may be repeated'],
  ['--bpm-range <low-high>', 'only voices of such a tempo, such as 90-110'],
  ['--max-shift <semitones>', 'how far a harmonic part may be shifted, either way (default: 3, 6 at most)'],
  ['--max-stretch <share>', 'how far a part may be stretched, either way (default: 0.12, 0.2 at most)'],
  ['--use-doubtful', 'use clips whose beats or bars cannot be trusted, and voices that hardly sing, too'],
  ['--both-ways', 'list a pair of songs both ways round, not only the better way'],
  ['--clips-per-track <n>', 'regions of a song that become clips (default: 2)'],
  ['--max-duration <seconds>', 'only so much of a song is used (default: 900)'],
  ['--read-timeout <seconds>', 'a song from which nothing comes for so long is given up (default: 60)'],
  ['--shortlist <n>', 'parts of each role that are paired in full for a voice (default: 16)'],
  ['--ranking-size <n>', 'mashups kept for a voice (default: 10)'],
  ['--concurrency <n>', 'songs worked on at once (default: cores, 8 at most)'],
  [
    '--fetch-hosts <hosts>',
    'hosts and buckets that songs are fetched from, with commas: host, s3://bucket (default: none)',
  ],
  ['--fetch-max-bytes <n>', 'how large a fetched song may be (default: 2 GiB)'],
  ['--fetch-timeout <seconds>', 'how long the fetching of a song may take (default: 600)'],
  [
    '--drain-timeout <seconds>',
    'how long work in hand goes on when a run without songs is asked to stop (default: 30)',
  ],
  ['--kafka-brokers <host:port>', 'keep the log on Kafka, with commas; with it go mongoUrl and s3Bucket'],
  ['--retrain', 'teach the network further by the training samples that come (needs: npm run setup:train)'],
  ['--retrain-samples <n>', 'new training samples that are worth a training (default: 300)'],
  ['--retrain-hours <hours>', 'so long after the last training any new samples are worth one (default: 24)'],
  ['--retrain-steps <n>', 'steps of a training (default: 500)'],
  ['--retrain-held-out <n>', 'held-out songs that there must be to judge it by (default: 5)'],
  [
    '--retrain-music <folder>',
    'as mashstream train fills it: taught beside the songs, so that it is not forgotten',
  ],
  ['--keep-days <days>', 'how long tracks, samples and dead letters stay in the log (default: 365)'],
  ['--topic-prefix <word>', 'begins the names of topics on Kafka'],
  ['--group-prefix <word>', 'begins the names of consumer groups on Kafka'],
  ['--http-port <port>', 'serve /metrics, /healthz and /readyz there'],
  ['--http-host <host>', 'address to serve them on (default: 127.0.0.1)'],
  ['--log-level <level>', 'silent, error, warn, info or debug (default: warn)'],
  ['--log-format <format>', 'text, json, or auto: JSON for runs for ever without a terminal (default: auto)'],
];

/** Not variadic: `--vocal words folder` would swallow the folder. */
const repeated = new Set(['vocal', 'exclude']);

/** Of a flag that may be repeated: all that was given. */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** Adds the flags of the settings named to a command, `--config` always; none named: all. */
export function addSettings(command: Command, only?: readonly ConfigField[]): void {
  const wanted = new Set<string>(['config', ...(only ?? [])]);
  for (const [flags, text] of settings) {
    const option = new Option(flags, text);
    if (repeated.has(option.attributeName())) option.argParser(collect);
    if (only && !wanted.has(option.attributeName())) continue;
    command.addOption(option);
    // Commander has such a flag say true where it is not given, which the environment could not overrule.
    if (option.negate) command.setOptionValue(option.attributeName(), undefined);
  }
}
