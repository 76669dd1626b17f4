import type {
  Cluster,
  Consumer,
  ConsumerCrashEvent,
  ConsumerRunConfig,
  EachBatchPayload,
  PartitionAssigner,
} from 'kafkajs';
import { PipelineError } from '../../../errors.js';
import type { Clock } from '../../../ports/clock.js';
import { createKafka, forever } from '../client/createKafka.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { stickyAssigner, type StickyOptions } from './stickyAssigner.js';
import { leadersOf } from './leadersOf.js';
import type { TopicPartition } from './topicPartition.js';
import { strandedMember, unknownMember } from './strandedMember.js';

export interface MemberOptions {
  readonly kafka: KafkaOptions;
  readonly clock: Clock;
  /** By their names in the cluster. */
  readonly group: string;
  readonly topics: readonly string[];
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
  const join = async (): Promise<void> => {
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.topics], fromBeginning: true });
    if (!closing) await consumer.run(handedTo(events, batches));
  };
  const isStranded = strandedMember({ clock: options.clock, attempts: joins.sinceLast });
  const onFetch = (): void => {
    if (!isStranded()) return;
    events.onDropped();
    throw unknownMember();
  };
  listen(consumer, events, { joins, batches, onFetch });
  return {
    join: () => join().catch((error: unknown) => (closing ? undefined : events.onFailed(error))),
    pause: ({ topic, partition }) => whileRunning(() => consumer.pause([{ topic, partitions: [partition] }])),
    resume: ({ topic, partition }) =>
      whileRunning(() => consumer.resume([{ topic, partitions: [partition] }])),
    seek: ({ topic, partition }, offset) =>
      whileRunning(() => consumer.seek({ topic, partition, offset: String(offset) })),
    leaders: (partitions) => leadersOf(cluster, partitions),
    async leave() {
      closing = true;
      const left = consumer.disconnect().catch(() => undefined);
      const late = new Promise<void>((resolve) => setTimeout(resolve, longestLeave).unref());
      await Promise.race([left, late]);
    },
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
  /** What it throws ends the fetch, and is dealt with by kafkajs. */
  readonly onFetch: () => void;
}

function listen(consumer: Consumer, events: MemberEvents, { joins, batches, onFetch }: Heard): void {
  let memberId: string | undefined;
  const { GROUP_JOIN, CRASH, HEARTBEAT, FETCH_START, FETCH } = consumer.events;
  const { START_BATCH_PROCESS, END_BATCH_PROCESS } = consumer.events;
  consumer.on(GROUP_JOIN, ({ payload }) => {
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
    if (!restart) events.onFailed(error);
  });
  consumer.on(HEARTBEAT, () => events.onAlive());
  consumer.on(FETCH_START, ({ payload }) => {
    onFetch();
    events.onFetch?.(String(payload.nodeId), 'asked');
  });
  consumer.on(FETCH, ({ payload }) => events.onFetch?.(String(payload.nodeId), 'answered'));
  consumer.on(START_BATCH_PROCESS, () => void (batches.handled = false));
  consumer.on(END_BATCH_PROCESS, ({ payload }) => {
    events.onAlive();
    if (!batches.handled) events.onMarkers(payload, Number(payload.firstOffset), Number(payload.lastOffset));
  });
}

interface JoinCounter {
  readonly assigner: PartitionAssigner;
  readonly sinceLast: () => number;
  restart(): void;
}

interface JoinCounterOptions extends Pick<StickyOptions, 'owned' | 'onCluster'> {
  readonly isClosing: () => boolean;
  readonly onJoins: () => void;
}

/**
 * Counts attempts to join, by the description of itself that a member sends with each. More than one before it has joined means that the
 * group may have been without it in between, with other owners. Who is to leave joins no more: kafkajs cannot be stopped while it tries.
 */
function joinCounter({ owned, isClosing, onJoins, onCluster }: JoinCounterOptions): JoinCounter {
  let attempts = 0;
  const onProtocol = (): void => {
    if (isClosing()) throw new PipelineError('aborted', 'Joining the group was stopped.');
    attempts += 1;
    onJoins();
  };
  return {
    assigner: stickyAssigner({ owned, onProtocol, onCluster }),
    sinceLast: () => attempts,
    restart: () => (attempts = 0),
  };
}
