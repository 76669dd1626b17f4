import type { FoundTopic } from '../../adapters/kafka/topics/describeTopics.js';
import type { Topic } from '../../domain/topics.js';
import { printable } from '../text/printable.js';

/** What a topic is, in a line: `rerank: 12 partitions on 3 brokers each, compacted`. */
export function topicText(topic: Topic, found: FoundTopic): string {
  const { partitions, replication } = found;
  const places = `${count(partitions, 'partition')} on ${count(replication, 'broker')}${replication > 1 ? ' each' : ''}`;
  return `${topic}: ${places}, ${printable(keptText(found))}`;
}

/** The same for programs. */
export const topicJson = (topic: Topic, { partitions, replication, settings }: FoundTopic) => ({
  ...{ topic, partitions, replication },
  cleanupPolicy: settings.get('cleanup.policy') ?? null,
  retentionMs: Number(settings.get('retention.ms')),
  maxMessageBytes: Number(settings.get('max.message.bytes')),
});

function keptText({ settings }: FoundTopic): string {
  const policy = settings.get('cleanup.policy') ?? 'unknown';
  if (policy === 'compact') return 'compacted';
  const span = Number(settings.get('retention.ms'));
  const kept = span < 0 ? 'kept for ever' : `kept for ${Number((span / 86_400_000).toFixed(2))} days`;
  return policy === 'delete' ? kept : `${policy}, ${kept}`;
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
