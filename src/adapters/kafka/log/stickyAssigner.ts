import { AssignerProtocol, type Cluster, type PartitionAssigner } from 'kafkajs';
import { z } from 'zod';
import type { TopicPartition } from './topicPartition.js';
import { stickyShares, type Owner } from './stickyShares.js';

const ownedSchema = z.array(z.object({ topic: z.string(), partition: z.int().nonnegative() }));

export interface StickyOptions {
  /** What the member owns, asked each time that it describes itself. */
  readonly owned: () => readonly TopicPartition[];
  /** Called each time that it does, before all else; what it throws ends the joining. */
  readonly onProtocol: () => void;
  /** Told once what the client knows of the cluster. */
  readonly onCluster: (cluster: Cluster) => void;
}

/**
 * An assigner of partitions that leaves them where they are as far as it can (stickyShares): each member tells what it owns when it joins, and
 * the one that the group has chosen shares out.
 */
export const stickyAssigner =
  ({ owned, onProtocol, onCluster }: StickyOptions): PartitionAssigner =>
  ({ cluster }) => {
    onCluster(cluster);
    return {
      name: 'mashstream-sticky',
      version: 0,
      protocol: ({ topics }) => {
        onProtocol();
        const own = owned().map(({ topic, partition }) => ({ topic, partition }));
        const userData = Buffer.from(JSON.stringify(own));
        return {
          name: 'mashstream-sticky',
          metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics: [...topics], userData }),
        };
      },
      assign: ({ members, topics }) => {
        const partitions = new Map(
          topics.map((topic) => [
            topic,
            cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId),
          ]),
        );
        const shares = stickyShares(
          partitions,
          members.map(({ memberId, memberMetadata }) => ({ memberId, owned: ownedIn(memberMetadata) })),
        );
        return Promise.resolve(
          [...shares].map(([memberId, share]) => ({
            memberId,
            memberAssignment: AssignerProtocol.MemberAssignment.encode({
              ...{ version: 0, assignment: byTopic(share), userData: Buffer.alloc(0) },
            }),
          })),
        );
      },
    };
  };

/** Nothing where it cannot be read: it is a wish, and no more. */
function ownedIn(metadata: Buffer): Owner['owned'] {
  try {
    const userData = AssignerProtocol.MemberMetadata.decode(metadata)?.userData ?? Buffer.alloc(0);
    return ownedSchema.parse(JSON.parse(userData.toString('utf8')));
  } catch {
    return [];
  }
}

function byTopic(share: readonly TopicPartition[]): Record<string, number[]> {
  const assignment: Record<string, number[]> = {};
  for (const { topic, partition } of share) (assignment[topic] ??= []).push(partition);
  return assignment;
}
