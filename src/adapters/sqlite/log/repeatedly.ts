import type { Patience } from '../../shared/patience.js';

export interface RepeatOptions {
  readonly patience: Patience;
  /** Told what ends the work for good. */
  readonly fail: (error: unknown) => void;
}

/** Work that is done when somebody asks, in turns of the event loop of its own, and goes on as long as it says that there is more. */
export interface Repeated {
  readonly soon: () => void;
  readonly stop: () => void;
}

/** Does `turn` again and again while it returns true; while the database is held by others it waits, and goes on then. */
export function repeatedly(turn: () => boolean, { patience, fail }: RepeatOptions): Repeated {
  const stopped = new AbortController();
  let asked = false;
  let immediate: NodeJS.Immediate | undefined;
  const run = async (): Promise<void> => {
    asked = false;
    if (await patience.through(turn, stopped.signal)) asked = true;
  };
  const soon = (): void => {
    asked = true;
    if (stopped.signal.aborted) return;
    immediate ??= setImmediate(() => {
      run()
        .catch((error: unknown) => stopped.signal.aborted || fail(error))
        .finally(() => {
          immediate = undefined;
          if (asked) soon();
        });
    });
  };
  return {
    soon,
    stop: () => {
      stopped.abort();
      clearImmediate(immediate);
    },
  };
}
