import type { Milliseconds } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import { tell, type ModelObserver } from '../../../metrics.js';
import { exchangeScorer, type ExchangeOptions } from './exchangeScorer.js';

export interface ModelFollower {
  /** Is another version current than that which scores are made by here? What others put in force is newer then. */
  isBehind(): boolean;
  /** Follows no more; what was being made ready is given up. */
  stop(): Promise<void>;
}

export interface FollowModelOptions extends ExchangeOptions {
  readonly observer: ModelObserver;
  readonly say: (text: string) => void;
  /** Until a version that failed is tried once more; doubled each time, to an hour. Default: a minute. */
  readonly firstPause?: Milliseconds;
}

const longestPause: Milliseconds = 3_600_000;

/**
 * Has each version of a model that becomes current take over (exchangeScorer), one after the other. One that fails is told of and tried again
 * later; the one in use stays meanwhile.
 */
export function followModel(options: FollowModelOptions): ModelFollower {
  const { followed, observer, say, firstPause = 60_000 } = options;
  const { name } = followed;
  let [inUse, wanted, stopped] = [followed.version, followed.version, false];
  let failed: { readonly version: string; readonly pause: Milliseconds } | undefined;
  let again: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  const isOpen = (): boolean => !stopped && wanted !== inUse;
  const refuse = (version: string, error: PipelineError): void => {
    if (stopped) return;
    const before = failed?.version === version ? failed.pause : undefined;
    const pause = before === undefined ? firstPause : Math.min(2 * before, longestPause);
    failed = { version, pause };
    again = setTimeout(work, pause).unref();
    tell(observer, (who) => who.refused(error.code));
    if (before === undefined)
      say(
        `${name}/${version} is current, but does not pass: ${error.message} Scores stay those of ${inUse}.`,
      );
  };
  const exchange = async (version: string): Promise<void> => {
    const isWanted = (): boolean => !stopped && wanted === version;
    const { swapped, current } = await exchangeScorer(options, version, isWanted);
    if (isWanted()) wanted = current;
    if (!swapped) return;
    [inUse, failed] = [version, undefined];
    tell(observer, (who) => who.swapped());
    say(`Scores are those of ${name}/${version} from now on: every voice is ranked anew.`);
  };
  function work(): void {
    if (working || !isOpen()) return;
    clearTimeout(again);
    const version = wanted;
    working = exchange(version)
      .catch((error: unknown) => refuse(version, PipelineError.from(error)))
      .finally(() => {
        working = undefined;
        if (wanted !== failed?.version) work();
      });
  }
  const following = followed.models.follow(name).subscribe({
    next({ current }) {
      wanted = current;
      work();
    },
    // What ends it ends the topologies, too, and they tell.
    error: () => undefined,
  });
  return {
    isBehind: () => wanted !== inUse,
    async stop() {
      stopped = true;
      following.unsubscribe();
      clearTimeout(again);
      await working;
    },
  };
}
