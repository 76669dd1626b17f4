import { durationText } from '../../domain/durationText.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { replySchema, type Report } from './jobMessages.js';
import { moduleCommand } from './moduleCommand.js';
import { spawnLeashed } from './spawnLeashed.js';
import { fromWire } from './wireError.js';

export interface ChildOptions {
  /** What the child is for, in messages: "the separation process". */
  readonly name: string;
  /** Its module, `.js`, which calls serveJobs. */
  readonly entry: URL;
  /** Options of Node. */
  readonly nodeOptions?: readonly string[];
  /** Added to our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A child that says nothing for so long in the middle of its work hangs, and is killed; default 900. */
  readonly silence?: Seconds;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: Report | undefined;
}

/** One child process: one job at a time. */
export interface Child {
  /** Rejects with what the child threw, `aborted` (the child is then dead), `child-died` or `unavailable` (both retryable). */
  run(kind: string, request: unknown, options: RunOptions): Promise<unknown>;
  alive(): boolean;
  /** Kills it; resolves when it is gone. */
  end(): Promise<void>;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: PipelineError) => void;
  readonly onProgress: Report | undefined;
}

function hung(name: string, silence: Seconds): PipelineError {
  const said = `${name} gave no sign of life for ${durationText(silence)} in the middle of its work, and was ended.`;
  return new PipelineError('child-died', said, { retryable: true });
}

const stopped = (name: string): PipelineError =>
  new PipelineError('aborted', `${name} was stopped: its work is not wanted any more.`);

function died(name: string, stderr: string): PipelineError {
  const last = stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  const said = last === '' ? '' : ` Its last words: ${last}`;
  return new PipelineError(
    'child-died',
    `${name} ended in the middle of its work: killed, out of memory or crashed.${said}`,
    { retryable: true },
  );
}

/** Starts a child that cannot outlive this process, even while native code blocks its event loop. */
export function startChild(options: ChildOptions): Child {
  const { name, entry, nodeOptions = [], environment = {}, silence = 900 } = options;
  const leash = new AbortController();
  const args = [...nodeOptions, ...moduleCommand(entry)];
  const { child, done } = spawnLeashed(process.execPath, args, {
    messages: true,
    signal: leash.signal,
    environment,
  });
  let pending: Pending | undefined;
  let alive = true;
  let watch: NodeJS.Timeout | undefined;
  let ending = stopped(name);
  const settle = (act: (job: Pending) => void) => {
    const job = pending;
    pending = undefined;
    clearTimeout(watch);
    if (job) act(job);
  };
  child.on('message', (message) => {
    const reply = replySchema.parse(message);
    watch?.refresh();
    if ('progress' in reply) pending?.onProgress?.(reply.progress);
    else if ('error' in reply) settle((job) => job.reject(fromWire(reply.error)));
    else settle((job) => job.resolve(reply.result));
  });
  child.on('exit', () => (alive = false));
  const gone = done
    .then(({ stderr }) => died(name, stderr))
    .catch((error: unknown) => (leash.signal.aborted ? ending : PipelineError.from(error)))
    .then((error) => {
      alive = false;
      settle((job) => job.reject(error));
    });
  const kill = () => {
    alive = false;
    leash.abort();
  };
  return {
    run(kind, request, { signal, onProgress }) {
      if (signal?.aborted === true) return Promise.reject(stopped(name));
      signal?.addEventListener('abort', kill, { once: true });
      const work = new Promise<unknown>((resolve, reject) => {
        pending = { resolve, reject, onProgress };
        watch = setTimeout(() => {
          ending = hung(name, silence);
          kill();
        }, silence * 1000);
        // A child that has died meanwhile, or could not be started, is told by `gone`.
        if (child.connected) child.send({ kind, request }, () => undefined);
      });
      return work.finally(() => signal?.removeEventListener('abort', kill));
    },
    alive: () => alive,
    end() {
      kill();
      return gone;
    },
  };
}
