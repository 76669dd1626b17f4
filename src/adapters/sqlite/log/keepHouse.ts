import { topics, type Topic } from '../../../domain/topics.js';
import type { Milliseconds } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import type { Clock } from '../../../ports/clock.js';
import { compactTopics } from './compactTopics.js';
import type { Database } from '../database/connect.js';
import { trimTopics } from './trimTopics.js';

export interface HouseOptions {
  readonly clock: Clock;
  /** Topics that may forget superseded records. Default: those that the domain keeps compacted. */
  readonly compacted?: readonly string[];
  /** How long records of the topics that the domain keeps by time are kept. Left out: for ever. */
  readonly keepFor?: Milliseconds;
  /** It is done again after this many records appended. Default 10,000. */
  readonly tidyEvery?: number;
}

type Kept = (typeof topics)[keyof typeof topics];

// Object.keys forgets that the names are those of the topics.
const topicsThat = (are: (topic: Kept) => boolean): readonly Topic[] =>
  (Object.keys(topics) as Topic[]).filter((name) => are(topics[name]));
const domainCompacted = topicsThat(({ kept }) => kept === 'compacted');
// Work goes by time too: what waits stays in any case (awaited).
const timed = topicsThat(({ kept }) => kept !== 'compacted');
const awaited = topicsThat(({ group }) => group);

/** Who reads a table has long seen them: as Kafka's delete.retention.ms. */
const tombstonesKept: Milliseconds = 24 * 3_600_000;

/** Tidies now; returns what tells it of appended records. */
export function keepHouse(db: Database, options: HouseOptions): (appended: number) => void {
  const { clock, compacted = domainCompacted, keepFor = Infinity, tidyEvery = 10_000 } = options;
  let since = 0;
  const tidyUp = (): void => {
    compactTopics(db, compacted);
    const [before, tombstonesBefore] = [keepFor, tombstonesKept].map((span) =>
      Math.max(0, clock.now() - span),
    );
    trimTopics(db, { timed: before > 0 ? timed : [], awaited, before, compacted, tombstonesBefore });
  };
  const tidy = (): void => {
    try {
      tidyUp();
      since = 0;
    } catch (error) {
      // Held by others just now: what can wait does, and whoever appended has done so.
      if (PipelineError.from(error).code !== 'unavailable') throw error;
    }
  };
  tidy();
  return (appended) => {
    since += appended;
    if (since >= tidyEvery) tidy();
  };
}
