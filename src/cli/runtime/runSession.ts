import { systemClock } from '../../adapters/files/systemClock.js';
import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { listenForInterruptions } from '../listenForInterruptions.js';
import { createProgressView } from '../progress/createProgressView.js';
import type { ProgressView } from '../progress/progressView.js';
import { resultText } from '../results/resultText.js';
import { publishSongs, type Published } from '../songs/publishSongs.js';
import { scanSongs } from '../songs/scanSongs.js';
import { failuresOf } from './failuresOf.js';
import { matchOptionsOf } from './matchOptionsOf.js';
import { openState, type State } from './openState.js';
import { openTools, type Tools } from './openTools.js';
import { presentResults, type Results } from './presentResults.js';
import { processSongs, retryGivenUp } from './processSongs.js';
import { runObserver } from './runObserver.js';
import { startPipeline, type Pipeline, type TopologyName } from './startPipeline.js';
import { trackTitle } from './trackTitle.js';

export interface SessionOptions {
  readonly config: Config;
  /** Folders and files. */
  readonly songs: readonly string[];
  readonly names: readonly TopologyName[];
  /** Go on until interrupted; else until all is done. */
  readonly forever: boolean;
  readonly json: boolean;
}

interface Session extends SessionOptions {
  readonly state: State;
  readonly tools: Tools;
  readonly view: ProgressView;
  readonly pipeline: Pipeline;
  readonly stopped: AbortSignal;
  readonly draining: () => boolean;
}

/** Runs topologies over a data folder, for songs or for ever, and shows what came of it. Errors: what stops the process. */
export async function runSession(options: SessionOptions): Promise<ExitCode> {
  const { config, json } = options;
  const state = openState(config.data, 'run');
  const tools = openTools(config);
  const view = createProgressView({
    json,
    stderr: process.stderr,
    stdout: process.stdout,
    clock: systemClock,
  });
  const abort = new AbortController();
  let drained = false;
  const pipeline = await startPipeline({
    ...options,
    state,
    tools,
    observer: runObserver(view, trackTitle),
    onTrackSettled: ({ key }) =>
      view.show({ trackKey: key, title: trackTitle(key), stage: 'track', kind: 'done' }),
  });
  const silence = listenForInterruptions(
    {
      drain() {
        drained = true;
        view.note(
          'Finishing what is in hand. Press Ctrl-C again to stop at once; what is left goes on at the next run.',
        );
        pipeline.drain();
      },
      stop() {
        abort.abort();
        pipeline.stop();
      },
    },
    systemClock,
  );
  const session: Session = {
    ...options,
    state,
    tools,
    view,
    pipeline,
    stopped: abort.signal,
    draining: () => drained,
  };
  try {
    return await (options.forever ? serve(session) : work(session));
  } finally {
    silence();
    view.close();
    pipeline.stop();
    await pipeline.ended.catch(() => undefined);
    await pipeline.close();
    await tools.close();
    await state.close();
  }
}

/** Runs until interrupted. */
async function serve({ pipeline, view, names }: Session): Promise<ExitCode> {
  view.note(
    `Running ${names.join(' and ')}${pipeline.url ? `, metrics on ${pipeline.url}/metrics` : ''}. Ctrl-C ends it.`,
  );
  await pipeline.ended;
  return exitCodes.interrupted;
}

/** Publishes the songs, works until all is done, and shows the results. */
async function work(session: Session): Promise<ExitCode> {
  const { config, state, view, pipeline } = session;
  const published = await publish(session);
  view.begin('songs', published.due.length);
  const matchOptions = matchOptionsOf(config, state, runObserver(view, trackTitle));
  const job = { state, pipeline, matchOptions };
  if (!(await processSongs(job)) || session.draining()) return interrupted(session);
  let results = await presentResults({ ...session, signal: session.stopped });
  if (!session.draining() && (await retryGivenUp(state, published.keys))) {
    view.note('Trying once more what was given up in earlier runs.');
    if (await processSongs(job)) results = await presentResults({ ...session, signal: session.stopped });
  }
  if (session.draining()) return interrupted(session);
  return conclude(session, published, results);
}

async function publish({ songs, config, state, view }: Session): Promise<Published> {
  const scan = await scanSongs(songs, { skip: [config.data, config.out] });
  for (const { path, reason } of scan.problems) view.note(`Not looked at: ${path}: ${reason}`);
  if (scan.songs.length === 0) {
    throw new PipelineError(
      'bad-config',
      `There are no songs in ${songs.join(', ')}. Name a folder with audio files, or leave it out for the demo.`,
    );
  }
  return publishSongs(scan.songs, state);
}

function interrupted({ view }: Session): ExitCode {
  view.note('Interrupted. What is done is kept; the same command goes on from here.');
  return exitCodes.interrupted;
}

async function conclude(
  session: Session,
  published: Published,
  { rows, remarks }: Results,
): Promise<ExitCode> {
  const { state, view, json, config } = session;
  view.close();
  process.stdout.write(`${resultText(rows, { json, stdout: process.stdout })}\n`);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (!json && process.stdout.isTTY) for (const { rank, path } of rows) say(`${rank}: ${path ?? ''}`);
  if (rows.length === 0) say('No two songs fit together within the key and tempo rule. Add more songs.');
  else say(`${rows.length} mashups lie in ${config.out}.`);
  for (const remark of remarks) say(`- ${remark}`);
  const failures = await failuresOf(state.log, published.keys);
  const failed = [
    ...failures.map(({ trackKey, message }) => `${trackTitle(trackKey)}: ${message}`),
    ...published.problems.map(({ path, error }) => `${path}: ${error.message}`),
  ];
  if (failed.length === 0) return exitCodes.done;
  say(`${failed.length} failed:`);
  for (const line of failed) say(`- ${line}`);
  return exitCodes.someFailed;
}
