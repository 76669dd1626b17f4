import type { Frames, Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { StretchJob } from '../../ports/stretcher.js';
import { fullDisk } from '../files/fullDisk.js';
import { openWav } from '../files/openWav.js';
import { programMemory } from '../process/memoryLimit.js';
import { spawnLeashed } from '../process/spawnLeashed.js';

export interface RubberbandRun {
  /** Length that is asked for. */
  readonly seconds: Seconds;
  /** File of key frames. */
  readonly map?: string;
  readonly input: string;
  /** Thrown away after a failure. */
  readonly output: string;
  /** So many frames must come out. */
  readonly least: Frames;
  readonly signal?: AbortSignal | undefined;
}

/** However long a part is, nothing works on it longer. */
const longest: Seconds = 1800;

/** R3 engine. The program cuts samples off at ±1 even in float files, or starts again at a lower gain: hence the headroom. */
const argumentsOf = (job: StretchJob, { seconds, map, input, output }: RubberbandRun): string[] => [
  ...['-q', '-3', '--ignore-clipping', '-D', String(seconds)],
  ...(job.shift === 0 ? [] : ['-p', String(job.shift)]),
  ...(job.formants && job.shift !== 0 ? ['-F'] : []),
  ...(map === undefined ? [] : ['--timemap', map]),
  input,
  output,
];

/** What went wrong, if anything did. On a full disk the program writes what it can, and says that all is well. */
async function problemOf(program: string, job: StretchJob, run: RubberbandRun): Promise<string | undefined> {
  const timeout = Math.min(longest, 60 + 20 * job.duration);
  const options = { signal: run.signal, timeout, memory: programMemory };
  const { code, signal, stderr } = await spawnLeashed(program, argumentsOf(job, run), options).done;
  if (signal === 'SIGKILL' || signal === 'SIGTERM')
    throw new PipelineError('child-died', `${whatOf(program, job)}: it was killed. Run again.`, {
      retryable: true,
    });
  const said = stderr.trim().slice(-500);
  if (code === null) return `it crashed (${signal ?? 'no signal'}): ${said}`;
  if (code !== 0) return `exit code ${code}: ${said}`;
  const wav = await openWav(run.output);
  await wav.close();
  return wav.frames < run.least ? `${wav.frames} frames came out of it, ${run.least} are needed` : undefined;
}

const whatOf = (program: string, { input, duration }: StretchJob): string =>
  `Stretching ${input} to ${duration.toFixed(1)} s with ${program}`;

/** Runs the `rubberband` program. Errors: those of spawnLeashed, `child-died` (retryable), `disk-full`, `internal`. */
export async function runRubberband(program: string, job: StretchJob, run: RubberbandRun): Promise<void> {
  const problem = await problemOf(program, job, run);
  if (problem === undefined) return;
  throw (await fullDisk(run.output)) ?? new PipelineError('internal', `${whatOf(program, job)}: ${problem}`);
}
