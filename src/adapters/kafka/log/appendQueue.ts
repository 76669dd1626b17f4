import { Partitioners, type Message, type Producer, type TopicMessages } from 'kafkajs';
import { PipelineError } from '../../../errors.js';
import type { NewRecord } from '../../../ports/log.js';
import { largestRecord, recordSize } from '../../../ports/recordSize.js';
import type { Patience } from '../../shared/patience.js';
import { createKafka } from '../client/createKafka.js';
import { kafkaError } from '../client/kafkaError.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { replaceable } from '../client/replaceable.js';
import { messageOf } from './kafkaMessage.js';

/** Appends, in the order in which they were asked for. */
export interface AppendQueue {
  /** Resolves when all are durable on every replica that is in step. `topic` by its name in the cluster. */
  append(topic: string, records: readonly NewRecord[]): Promise<void>;
  /** Waits for what was asked for, then disconnects. */
  close(): Promise<void>;
}

interface Waiting {
  readonly topic: string;
  readonly message: Message;
  readonly size: number;
  readonly append: Append;
}

/** One call: how many of its records are still to be written. */
interface Append {
  left: number;
  readonly done: () => void;
  readonly fail: (error: PipelineError) => void;
}

/**
 * One request at a time, with all that came meanwhile, as far as it has room: order is kept. What kafkajs repeats has the same numbers, by which
 * an idempotent producer's broker knows it. What it gave up is repeated by a new producer: some of it may be written twice, but a number that is
 * used for other records would make the broker drop those without a word. While the cluster is away it waits, as far as patience goes.
 */
export function appendQueue(options: KafkaOptions, patience: Patience): AppendQueue {
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  const producer = replaceable(() => producerOf(options));
  const send = async (topicMessages: TopicMessages[]): Promise<void> => {
    try {
      await (await producer.get()).sendBatch({ acks: -1, topicMessages });
    } catch (error) {
      await producer.replace();
      throw kafkaError(error, `Appending to ${topicMessages.map(({ topic }) => topic).join(', ')}`, options);
    }
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const run = waiting.splice(0, runLength(waiting));
      await patience
        .through(() => send(byTopic(run)))
        .then(
          () => written(run),
          (error: unknown) => {
            const failed = new Set(run.map(({ append }) => append));
            for (const { fail } of failed) fail(PipelineError.from(error));
            const rest = waiting.splice(0).filter(({ append }) => !failed.has(append));
            waiting.push(...rest);
          },
        );
    }
    writing = undefined;
  };
  return {
    append: (topic, records) =>
      new Promise((done, fail) => {
        const append: Append = { left: records.length, done, fail };
        for (const record of records)
          waiting.push({ topic, append, size: recordSize(record), message: messageOf(record) });
        writing ??= Promise.resolve().then(writeAll);
      }),
    close: async () => {
      await writing;
      await producer.close();
    },
  };
}

/** So many from the front that together they are no larger than the largest record: then each partition's part is none either. */
function runLength(waiting: readonly Waiting[]): number {
  let size = 0;
  const end = waiting.findIndex((each) => (size += each.size) > largestRecord);
  return end < 0 ? waiting.length : Math.max(1, end);
}

function byTopic(run: readonly Waiting[]): TopicMessages[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, message } of run) {
    const messages = topics.get(topic);
    if (messages) messages.push(message);
    else topics.set(topic, [message]);
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}

function written(run: readonly Waiting[]): void {
  for (const { append } of run) if (--append.left === 0) append.done();
}

const producerOf = (options: KafkaOptions): Producer =>
  createKafka(options).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    idempotent: true,
    maxInFlightRequests: 1,
  });
