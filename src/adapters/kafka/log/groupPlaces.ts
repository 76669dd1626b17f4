import type { Log } from '../../../ports/log.js';
import type { KafkaAdmin } from '../client/kafkaAdmin.js';
import type { ClusterNames } from './clusterNames.js';

/** Where topics end, and how far groups are. Offsets of records that retention has removed count for nothing. */
export function groupPlaces(admin: KafkaAdmin, names: ClusterNames): Pick<Log, 'end' | 'waits' | 'lag'> {
  const lagOf = async (group: string, topic: string): Promise<number> => {
    await admin.expect([topic]);
    // First how far the group is: it may go on in between, but never beyond the end that is asked for later.
    const committed = await admin.committed(group, topic);
    const ends = await admin.ends(topic);
    return ends.reduce(
      (sum, { low, high }, partition) => sum + high - Math.max(low, committed.at(partition) ?? 0),
      0,
    );
  };
  const lag: Log['lag'] = (group, topics) =>
    Promise.all(
      topics.map(async (topic) => ({ topic, lag: await lagOf(names.group(group), names.topic(topic)) })),
    );
  return {
    lag,
    waits: async (group, topics) => (await lag(group, topics)).some((each) => each.lag > 0),
    end: async (topic) => {
      await admin.expect([names.topic(topic)]);
      return (await admin.ends(names.topic(topic))).map(({ high }) => high);
    },
  };
}
