import { kafkaAdmin } from './client/kafkaAdmin.js';
import type { KafkaOptions } from './client/kafkaOptions.js';
import { clusterNames } from './log/clusterNames.js';

/** Has the group a member at this moment? Errors as of kafkaAdmin. */
export async function hasMembers(kafka: KafkaOptions, group: string): Promise<boolean> {
  const [admin, names] = [kafkaAdmin(kafka), clusterNames(kafka)];
  try {
    const { groups } = await admin.ask(`Looking who is in the group ${group}`, (client) =>
      client.describeGroups([names.group(group)]),
    );
    return groups.some(({ members }) => members.length > 0);
  } finally {
    await admin.close();
  }
}
