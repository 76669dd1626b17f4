import type { KafkaOptions } from '../../adapters/kafka/client/kafkaOptions.js';
import type { TopicDifference } from '../../adapters/kafka/topics/compareTopics.js';
import { commandLine } from '../commandLine.js';

/** What of a topic is not as planned, and what to do about it: commands of Kafka's own, since no setting is changed unasked. */
export function differenceText(difference: TopicDifference, kafka: KafkaOptions): string {
  const { topic, what, is, planned } = difference;
  if (what === 'topic') return `${topic} is missing. Make it: ${commandLine(['topics', 'create'])}`;
  return `${topic}: ${what} is ${is}, planned ${planned}. ${adviceOn(difference, kafka)}`;
}

function adviceOn(
  { topic, what, is, planned }: TopicDifference,
  { brokers, topicPrefix = '' }: KafkaOptions,
): string {
  const server = `--bootstrap-server ${brokers[0]}`;
  const name = `${topicPrefix}${topic}`;
  if (what === 'partitions')
    return Number(is) > Number(planned)
      ? `Kafka takes no partitions away: plan for ${is} (--partitions ${is}).`
      : `To change it, stop all workers first (keys move to other partitions): kafka-topics.sh ${server} --alter --topic ${name} --partitions ${planned}`;
  if (what === 'replication')
    return `To change it, lay its partitions out anew with kafka-reassign-partitions.sh ${server}`;
  return `To change it: kafka-configs.sh ${server} --alter --entity-type topics --entity-name ${name} --add-config ${what}=${planned}`;
}
