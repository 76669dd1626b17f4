import { setTimeout as pause } from 'node:timers/promises';
import { spawnLeashed } from '../../../src/adapters/process/spawnLeashed.js';
import type { Milliseconds } from '../../../src/domain/units.js';
import type { Place, ServerKind } from './server.js';

export interface Running {
  readonly pid: number;
  /** Signals it and waits until it is gone; one that has ended already stays so. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** On two busy cores, after a crash. */
const longestStart: Milliseconds = 90_000;
/** What ends in order may take so long before it is killed. */
const longestEnd: Milliseconds = 15_000;

/** Runs the server's program and waits until it answers; one that ends before, or does not answer in time, is an error with its last words. */
export async function runServer<Address>(kind: ServerKind<Address>, place: Place): Promise<Running> {
  const [program, ...args] = kind.command(place);
  const { child, done } = spawnLeashed(program, args);
  let said = '';
  child.stderr?.on('data', (text: string) => (said = (said + text).slice(-4000)));
  let ended = false;
  const gone = done
    .then(
      () => undefined,
      () => undefined,
    )
    .finally(() => (ended = true));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (ended) return;
    child.kill(signal);
    await Promise.race([gone, pause(longestEnd, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await gone;
  };
  try {
    await answered(kind, place, () => ended);
  } catch (cause) {
    await end('SIGKILL');
    throw new Error(`${kind.name} did not start (${program}): ${String(cause)}\n${said}`, { cause });
  }
  return { pid: child.pid ?? NaN, end };
}

async function answered<Address>(
  kind: ServerKind<Address>,
  place: Place,
  ended: () => boolean,
): Promise<void> {
  const address = kind.address(place);
  for (const end = Date.now() + longestStart; ;) {
    try {
      await kind.answers(address);
      // Where ours has ended, another one answers from this port.
      if (ended()) throw new Error('it ended at once');
      return;
    } catch (error) {
      if (ended()) throw new Error('it ended at once', { cause: error });
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
