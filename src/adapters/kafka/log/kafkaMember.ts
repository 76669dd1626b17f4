import type { Cluster, Consumer, ConsumerCrashEvent, ConsumerRunConfig, EachBatchPayload } from 'kafkajs';
import type { Clock } from '../../../ports/clock.js';
import { atMost } from '../../shared/atMost.js';
import { createKafka, forever } from '../client/createKafka.js';
import { kafkaError } from '../client/kafkaError.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { joinCounter, type JoinCounter } from './joinCounter.js';
import { leadersOf } from './leadersOf.js';
import type { TopicPartition } from './topicPartition.js';
import { strandedMember, unknownMember, type StrandedMember } from './strandedMember.js';

export interface MemberOptions {
  readonly kafka: KafkaOptions;
  readonly clock: Clock;
  /** By their names in the cluster. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Resolves when the group's coordinator has answered another client. */
  readonly coordinatorAnswers: () => Promise<unknown>;
  /** What it owns just now. */
  readonly owned: () => readonly TopicPartition[];
}

/** What a member hears. Each is called before anything of the new membership is fetched. */
export interface MemberEvents {
  /**
   * It owns these partitions from now on. `unbroken`: what it owned before and owns now has been its own all the time.
   */
  readonly onAssigned: (partitions: readonly TopicPartition[], unbroken: boolean) => void;
  /** It is no member any more; kafkajs tries to become a new one. */
  readonly onDropped: () => void;
  /** It cannot be one. */
  readonly onFailed: (error: unknown) => void;
  /** The cluster has answered it. */
  readonly onAlive: () => void;
  /** It asks to join, for the first time or anew. */
  readonly onJoins?: () => void;
  /** A broker is asked for records, or has answered that. */
  readonly onFetch?: (broker: string, what: 'asked' | 'answered') => void;
  readonly onBatch: (payload: EachBatchPayload) => void;
  /** A fetch held nothing but markers of the log's own, from one offset to another. */
  readonly onMarkers: (partition: TopicPartition, first: number, last: number) => void;
}

/** One membership of a kafkajs consumer. */
export interface KafkaMember {
  /** Joins the group; resolves when that is so, or has failed (onFailed). */
  join(): Promise<void>;
  pause(partition: TopicPartition): void;
  resume(partition: TopicPartition): void;
  seek(partition: TopicPartition, offset: number): void;
  /** The brokers that these partitions are fetched from, as far as is known. */
  leaders(partitions: readonly TopicPartition[]): ReadonlySet<string>;
  /** Leaves the group at once, wherever it stands. */
  leave(): Promise<void>;
}

/** As long as the cluster is away nothing of it answers: it ends by itself then. */
const longestLeave = 5000;

/**
 * A consumer whose handler only takes records in (onBatch), so that its own loop goes on fetching and sends heartbeats, paused or not. What it
 * does not resolve itself is not committed (autoCommit off), nor counted as read.
 */
export function kafkaMember(options: MemberOptions, events: MemberEvents): KafkaMember {
  const { sessionTimeout = 15_000, rebalanceTimeout = 60_000, maxWait = 250 } = options.kafka;
  let closing = false;
  let cluster: Cluster | undefined;
  const joins = joinCounter({
    owned: options.owned,
    isClosing: () => closing,
    onJoins: () => events.onJoins?.(),
    onCluster: (known) => (cluster = known),
  });
  const consumer = createKafka(options.kafka, forever).consumer({
    ...{ groupId: options.group, allowAutoTopicCreation: false, maxWaitTimeInMs: maxWait },
    ...{ sessionTimeout, rebalanceTimeout, heartbeatInterval: Math.min(1000, sessionTimeout / 5) },
    // A coordinator that is loading, or a long outage, ends the membership; it is begun anew unless it is to end.
    retry: { ...forever, restartOnFailure: () => Promise.resolve(!closing) },
    partitionAssigners: [joins.assigner],
  });
  const batches = { handled: false };
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    if (!closing) await (running = consumer.run(handedTo(events, batches)));
  };
  const join = async (): Promise<void> => {
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    await run();
  };
  const failed = (error: unknown): void => (closing ? undefined : events.onFailed(error));
  const stranded = strandedMember(options);
  listen(consumer, events, {
    ...{ joins, batches, stranded, isClosing: () => closing },
    onEnded(error) {
      if (kafkaError(error, 'Joining', options.kafka).code !== 'unavailable') return failed(error);
      setTimeout(() => void run().catch(failed), restartAfter).unref();
    },
  });
  return {
    join: () => join().catch(failed),
    pause: ({ topic, partition }) => whileRunning(() => consumer.pause([{ topic, partitions: [partition] }])),
    resume: ({ topic, partition }) =>
      whileRunning(() => consumer.resume([{ topic, partitions: [partition] }])),
    seek: ({ topic, partition }, offset) =>
      whileRunning(() => consumer.seek({ topic, partition, offset: String(offset) })),
    leaders: (partitions) => leadersOf(cluster, partitions),
    async leave() {
      closing = true;
      if (cluster) beginNoFetch(cluster);
      // Who stops while it joins is not stopped, and would join all the same.
      await atMost(longestLeave / 2, Promise.allSettled([running]));
      await atMost(longestLeave / 2, Promise.allSettled([consumer.disconnect()]));
    },
  };
}

/** kafkajs ends a membership for good where no broker would tell it who coordinates the group, which may be otherwise in a moment. */
const restartAfter = 1000;

/** Where the brokers have changed in the moment in which it stops, kafkajs begins fetches that end at once, and again, without a pause for anything else. */
function beginNoFetch(cluster: Cluster): void {
  cluster.getNodeIds = () => {
    throw new Error('It is leaving the group.');
  };
}

const handedTo = (events: MemberEvents, batches: Heard['batches']): ConsumerRunConfig => ({
  autoCommit: false,
  eachBatchAutoResolve: false,
  eachBatch: (payload) => {
    batches.handled = true;
    events.onBatch(payload);
    return Promise.resolve();
  },
});

/** Between a crash and what we hear of it there is no group to steer. */
function whileRunning(steer: () => void): void {
  try {
    steer();
  } catch (error) {
    if (!(error instanceof Error && /not initialized/.test(error.message))) throw error;
  }
}

interface Heard {
  readonly joins: JoinCounter;
  /** Was the batch that is being processed given to the handler? */
  readonly batches: { handled: boolean };
  readonly stranded: StrandedMember;
  readonly isClosing: () => boolean;
  /** kafkajs has ended the membership for good. */
  readonly onEnded: (error: unknown) => void;
}

function listen(consumer: Consumer, events: MemberEvents, heard: Heard): void {
  const { joins, batches, stranded } = heard;
  let memberId: string | undefined;
  const { GROUP_JOIN, CRASH, HEARTBEAT, FETCH_START, FETCH } = consumer.events;
  const { START_BATCH_PROCESS, END_BATCH_PROCESS } = consumer.events;
  consumer.on(GROUP_JOIN, ({ payload }) => {
    // Nothing else would end it.
    if (heard.isClosing()) throw new Error('It is leaving the group.');
    stranded.heard();
    const unbroken = joins.sinceLast() === 1 && payload.memberId === memberId;
    ({ memberId } = payload);
    joins.restart();
    events.onAlive();
    const assigned = Object.entries(payload.memberAssignment).flatMap(([topic, partitions]) =>
      partitions.map((partition) => ({ topic, partition })),
    );
    events.onAssigned(assigned, unbroken);
  });
  consumer.on(CRASH, ({ payload: { error, restart } }: ConsumerCrashEvent) => {
    memberId = undefined;
    events.onDropped();
    if (!restart) heard.onEnded(error);
  });
  consumer.on(HEARTBEAT, () => {
    stranded.heard();
    events.onAlive();
  });
  consumer.on(FETCH_START, ({ payload }) => {
    if (stranded.isStranded()) {
      events.onDropped();
      throw unknownMember();
    }
    events.onFetch?.(String(payload.nodeId), 'asked');
  });
  consumer.on(FETCH, ({ payload }) => events.onFetch?.(String(payload.nodeId), 'answered'));
  consumer.on(START_BATCH_PROCESS, () => void (batches.handled = false));
  consumer.on(END_BATCH_PROCESS, ({ payload }) => {
    events.onAlive();
    if (!batches.handled) events.onMarkers(payload, Number(payload.firstOffset), Number(payload.lastOffset));
  });
}
