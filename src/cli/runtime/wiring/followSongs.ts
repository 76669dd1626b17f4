import type { StageObserver } from '../../../metrics.js';
import type { LogRecord } from '../../../ports/log.js';
import { readRecordIfSound } from '../../../topologies/readRecord.js';
import type { Unsettled } from '../../../topologies/unsettled.js';

export interface SongFollower {
  /** Takes in which records are begun and settled. */
  follow(unsettled: Unsettled): Unsettled;
  /** An observer that is told the publisher's id, where work on a sound has that sound's id for its key. */
  named(observer: StageObserver): StageObserver;
}

/**
 * Follows songs by their publishers' ids through both halves of ingest. `onDone`: nothing more comes of a message of the id, since the work
 * that it asked for is done, or it asked for none. Of work that nobody follows nothing is told but its failure.
 */
export function followSongs(onDone: (publisherId: string) => void): SongFollower {
  /** By the sounds in work, whose message asked for it. */
  const askedBy = new Map<string, string | undefined>();
  /** Ids whose message has asked for work. */
  const asking = new Set<string>();
  const begun = (record: LogRecord): void => {
    if (record.topic === 'works') askedBy.set(record.key, readRecordIfSound('works', record)?.by);
  };
  const settled = (record: LogRecord): void => {
    const { topic, key } = record;
    if (topic === 'tracks' && !asking.delete(key)) onDone(key);
    if (topic !== 'works') return;
    const by = askedBy.get(key);
    askedBy.delete(key);
    if (by !== undefined) onDone(by);
  };
  return {
    follow: (unsettled) => ({
      ...unsettled,
      begun(group, record) {
        begun(record);
        unsettled.begun(group, record);
      },
      settled(group, record) {
        unsettled.settled(group, record);
        settled(record);
      },
    }),
    named: (observer) => {
      const nameOf = (key: string): string | undefined => (askedBy.has(key) ? askedBy.get(key) : key);
      const telling =
        <Rest extends readonly unknown[]>(tell: (stage: string, key: string, ...rest: Rest) => void) =>
        (stage: string, key: string, ...rest: Rest): void => {
          const name = nameOf(key);
          if (name !== undefined) tell(stage, name, ...rest);
        };
      return {
        started: telling((...told) => observer.started(...told)),
        progressed: telling((...told: Parameters<StageObserver['progressed']>) =>
          observer.progressed(...told),
        ),
        emitted: (stage, key) => {
          if (stage === 'enter') asking.add(key);
          const name = nameOf(key);
          if (name !== undefined) observer.emitted(stage, name);
        },
        finished: telling((...told: Parameters<StageObserver['finished']>) => observer.finished(...told)),
        failed: (stage, key, ...rest) => observer.failed(stage, nameOf(key) ?? key, ...rest),
      };
    },
  };
}
