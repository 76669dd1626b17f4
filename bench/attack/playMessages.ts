import { cpSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { randomFrom } from '../../src/domain/random.js';
import type { NewRecord } from '../../src/ports/log.js';
import { appendAll, type Appended } from './appendAll.js';
import { badMessage, hugeMessage } from './badMessages.js';
import { faults, within, type Fault } from './fault.js';
import { faultsIn } from './faultsIn.js';
import { nastyUris } from './nasty.js';
import { jsonFaults, sizeFaults, steeringFaults } from './outputFaults.js';
import type { Stage } from './playHistory.js';
import { readFolder } from './readFolder.js';
import { badEnd } from './runToEnd.js';
import { goodPair } from './songPool.js';
import { startProgram, type Ended } from './startProgram.js';
import { unranked } from './unranked.js';
import { unknownFates } from './unknownFates.js';

export interface MessagePlan {
  readonly seed: string;
  /** Malformed messages. */
  readonly count: number;
}

/** Songs that are on the topic only; the good pair lies in the folder that is run. */
const onTopic = ['band 1', 'band 7', 'band 9'];
const kilo = 1024;
const mega = kilo * kilo;

/** Plays a plan: a third of the messages before a run for programs, a third before one for people, the rest beside one that goes on. */
export async function playMessages({ seed, count }: MessagePlan, stage: Stage): Promise<readonly Fault[]> {
  const { folder } = stage;
  for (const song of [...goodPair, ...onTopic])
    cpSync(join(stage.pool, song), join(folder, goodPair.includes(song) ? 'music' : 'songs', song), {
      recursive: true,
    });
  mkdirSync(join(folder, 'data'));
  const random = randomFrom('messages', seed);
  const valid = { schema: 1, uri: '/nowhere.mp3', title: 'A song', given: { bpm: 120 } };
  const bad = Array.from({ length: count }, (_, i) => badMessage({ random, valid }, i));
  const third = Math.ceil(count / 3);
  const parts = [0, 1, 2].map((part) => [
    ...bad.slice(part * third, (part + 1) * third),
    songMessage(folder, onTopic[part]),
  ]);
  parts[1].push(hugeMessage(12 * mega));
  const found = [
    ...(await beforeRun(folder, parts[0], true)),
    ...(await beforeRun(folder, parts[1], false)),
    ...(await besideRun(folder, parts[2])),
    ...(await commands(folder)),
  ];
  return [...found, ...(await stateFaults(folder))];
}

const songMessage = (folder: string, song: string): NewRecord => {
  const stems = Object.fromEntries(
    ['vocals', 'other'].map((name) => [name, join(folder, 'songs', song, `${name}.flac`)]),
  );
  return { key: `good ${song}`, value: Buffer.from(JSON.stringify({ schema: 1, stems })) };
};

const data = ['--data', 'data'];
const run = ['run', 'music', ...data, '--out', 'out', '--clips-per-track', '1'];

/** Appends, runs to the end, and looks at what was printed. */
async function beforeRun(
  folder: string,
  records: readonly NewRecord[],
  json: boolean,
): Promise<readonly Fault[]> {
  const appended = await appendAll(join(folder, 'data'), records);
  const words = json ? ['--json', '--top', '1'] : ['--top', '0'];
  const ended = await startProgram([...run, ...words], { cwd: folder }).ended;
  // Each failure is told with its reason; progress lines are short.
  const fair = 2 * mega + 6 * kilo * appended.records;
  return within(json ? 'run --json' : 'run', [
    ...badEnd(ended, [0, 3]),
    ...(json ? jsonFaults(ended) : steeringFaults(ended)),
    ...sizeFaults('stdout', ended.written.stdout, fair),
    ...sizeFaults('stderr', ended.written.stderr, json ? mega : fair),
    ...databaseFaults(folder, appended),
  ]);
}

/** What a message takes in the database: itself, and a dead letter with the reason. Others went in before. */
const databaseFaults = (folder: string, { bytes, records }: Appended): readonly Fault[] =>
  sizeFaults(
    'database',
    statSync(join(folder, 'data', 'mashstream.db')).size,
    60 * mega + 4 * bytes + 16 * kilo * records,
  );

/** Appends beside a run for ever, until nothing waits, and interrupts it. */
async function besideRun(folder: string, records: readonly NewRecord[]): Promise<readonly Fault[]> {
  const words = ['run', 'ingest', 'match', ...data, '--clips-per-track', '1', '--json'];
  const program = startProgram(words, { cwd: folder, limit: 900 });
  const life = { over: false };
  void program.ended.then(() => (life.over = true));
  await appendAll(join(folder, 'data'), records);
  while (!life.over && (await waits(folder))) await wait(500);
  program.kill('SIGINT');
  return within('run ingest match', badEnd(await program.ended, [130]));
}

/** Is there anything that is not worked on yet? */
async function waits(folder: string): Promise<boolean> {
  const state = openState(join(folder, 'data'), 'look');
  const { log } = state;
  try {
    const lags = await Promise.all([
      log.lag('identify', ['tracks']),
      log.lag('ingest', ['works']),
      log.lag('notice', ['clips']),
      log.lag('rank', ['rerank']),
    ]);
    return lags.flat().some(({ lag }) => lag > 0);
  } finally {
    await state.close();
  }
}

/** The other commands over what is there now. Whether odd ids are known is theirs to say; a run is what ends it all. */
async function commands(folder: string): Promise<readonly Fault[]> {
  const calls: readonly (readonly [words: readonly string[], codes: readonly number[]])[] = [
    [['publish', 'songs/band 9', ...data], [0]],
    [['watch', '--once', ...data], [0]],
    [['watch', '--best', '--once', ...data], [0]],
    [['check', 'music', ...data], [0]],
    [['remove', `good ${onTopic[0]}`, ...data], [0]],
    [['remove', join(folder, 'music', goodPair[0]), ...data], [0]],
    ...nastyUris
      .filter((uri) => !uri.includes('\0') && !uri.startsWith('-'))
      .slice(0, 8)
      .map((uri): readonly [readonly string[], readonly number[]] => [
        ['remove', uri, ...data],
        [0, 1],
      ]),
    [
      [...run, '--top', '0'],
      [0, 3],
    ],
  ];
  const found: Fault[] = [];
  for (const [words, codes] of calls) {
    const ended = await startProgram(words, { cwd: folder }).ended;
    found.push(
      ...within(words.slice(0, 2).join(' '), [
        ...badEnd(ended, codes),
        ...traces(ended),
        ...steeringFaults(ended),
      ]),
    );
  }
  return found;
}

/** A stack is for those who mend a program, not for those who use it. */
const traces = ({ stderr }: Ended): readonly Fault[] =>
  faults('crash', /\n\s+at .+:\d+:\d+/.test(stderr) ? [`stderr holds a stack: ${stderr.slice(-600)}`] : []);

async function stateFaults(folder: string): Promise<readonly Fault[]> {
  const root = join(folder, 'data');
  const read = await readFolder(root);
  const fates = await unknownFates(root);
  const good = [...goodPair, ...onTopic.slice(1)];
  const names = [...read.tracks.values()]
    .flatMap(({ publications }) => publications.map(({ id }) => id))
    .join('\n');
  const lost = good.filter((song) => !names.includes(song) && !names.includes(encodeURIComponent(song)));
  return [
    ...faults(
      'lost',
      fates.map((key) => `message ${JSON.stringify(key.slice(0, 200))}: neither done nor a dead letter`),
    ),
    ...faults(
      'lost',
      lost.map((song) => `good song ${song}`),
    ),
    ...unranked(
      read,
      goodPair.map((song) => join(folder, 'music', song)),
    ),
    ...faultsIn({ ...read, failures: read.failures.filter(({ trackKey }) => trackKey.startsWith('good ')) }),
  ];
}
