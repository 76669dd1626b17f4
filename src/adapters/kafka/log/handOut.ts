import type { ConsumedRecord, ConsumeOptions } from '../../../ports/log.js';
import type { ClusterNames } from './clusterNames.js';
import type { KafkaMember } from './kafkaMember.js';
import { recordOf } from './kafkaMessage.js';
import type { Tenure } from './tenure.js';
import type { Tenures } from './tenures.js';

export interface HandOutOptions {
  readonly owned: Tenures;
  readonly member: KafkaMember;
  readonly names: ClusterNames;
  readonly limits: Pick<ConsumeOptions, 'maxUnsettled' | 'uncounted' | 'maxTail'>;
  readonly hand: (consumed: ConsumedRecord) => void;
  readonly taking: () => boolean;
  readonly onSettled: () => void;
}

const defaultMaxTail = 256;
/** A partition is fetched while fewer records of it wait here: what is handed out meanwhile hides the time until the next fetch. */
const enough = 64;

/** Hands out what was taken in, one record of each partition in turn, in a turn of the event loop of its own. */
export function handOut(options: HandOutOptions): { soon(): void } {
  const { owned, member, names, hand, taking, onSettled } = options;
  const { maxUnsettled, uncounted = () => 0, maxTail = defaultMaxTail } = options.limits;
  let asked = false;
  let first = 0;
  const room = (): number =>
    maxUnsettled +
    uncounted() -
    owned.all().reduce((sum, { tracker }) => sum + (tracker()?.unsettled() ?? 0), 0);
  const ready = ({ lost, tracker }: Tenure): boolean => {
    const tail = tracker()?.tail() ?? Infinity;
    return taking() && !lost.signal.aborted && tail < maxTail && room() > 0;
  };
  const handNext = (tenure: Tenure): boolean => {
    if (tenure.buffered() === 0 || !ready(tenure)) return false;
    const tracker = tenure.tracker();
    const message = tenure.shift();
    if (!tracker || !message) return false;
    const { topic, partition, generation, lost } = tenure;
    const record = recordOf({ topic: names.ours(topic), partition }, message);
    tracker.handOut(record.offset);
    const settle = (): void => {
      if (lost.signal.aborted || !tracker.settle(record.offset)) return;
      onSettled();
      soon();
    };
    hand({ record, generation, settle, lost: lost.signal, end: tenure.end });
    return true;
  };
  const steer = (tenure: Tenure): void => {
    if (!tenure.tracker() || tenure.lost.signal.aborted) return;
    const pause = tenure.buffered() >= enough || !taking();
    if (pause === tenure.paused) return;
    tenure.paused = pause;
    if (pause) member.pause(tenure);
    else member.resume(tenure);
  };
  const run = (): void => {
    asked = false;
    const all = owned.all();
    first = all.length === 0 ? 0 : (first + 1) % all.length;
    const turns = [...all.slice(first), ...all.slice(0, first)];
    while (turns.map(handNext).includes(true));
    all.forEach(steer);
  };
  const soon = (): void => {
    if (asked) return;
    asked = true;
    setImmediate(run);
  };
  return { soon };
}
