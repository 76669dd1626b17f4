import { ConfigResourceTypes } from 'kafkajs';
import { createKafka } from '../../../../src/adapters/kafka/client/createKafka.js';
import { clusterNames } from '../../../../src/adapters/kafka/log/clusterNames.js';
import { kafkaOptionsOf } from '../../../../src/cli/runtime/wiring/clusterOptions.js';
import { configOf, type Settings } from './settings.js';

export interface RawMessage {
  readonly key: string | null;
  readonly value: string;
}

/** Appends as any client of Kafka can: nothing is looked at. */
export async function sendRaw(
  settings: Settings,
  topic: string,
  messages: readonly RawMessage[],
): Promise<void> {
  const kafka = kafkaOptionsOf(configOf(settings));
  const producer = createKafka(kafka).producer();
  await producer.connect();
  try {
    // One by one: a batch has a limit of its own.
    for (const message of messages)
      await producer.send({ topic: clusterNames(kafka).topic(topic), messages: [message] });
  } finally {
    await producer.disconnect();
  }
}

/** Makes the topic take messages of 10 MB, as somebody may have set it. */
export async function widenTopic(settings: Settings, topic: string): Promise<void> {
  const kafka = kafkaOptionsOf(configOf(settings));
  const admin = createKafka(kafka).admin();
  await admin.connect();
  try {
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: clusterNames(kafka).topic(topic),
          configEntries: [{ name: 'max.message.bytes', value: '10000000' }],
        },
      ],
    });
  } finally {
    await admin.disconnect();
  }
}
