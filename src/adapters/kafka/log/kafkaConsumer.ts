import { Observable, type Subscriber } from 'rxjs';
import type { Milliseconds } from '../../../domain/units.js';
import type { Clock } from '../../../ports/clock.js';
import type { ConsumedRecord, ConsumeOptions, Consumption } from '../../../ports/log.js';
import type { Patience } from '../../shared/patience.js';
import { promptly } from '../../shared/promptly.js';
import type { KafkaAdmin } from '../client/kafkaAdmin.js';
import { kafkaError } from '../client/kafkaError.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import type { ClusterNames } from './clusterNames.js';
import { committing, type Committing } from './committing.js';
import { handOut } from './handOut.js';
import { kafkaMember, type KafkaMember, type MemberEvents } from './kafkaMember.js';
import { memberPulse } from './memberPulse.js';
import { tenures, type Tenures } from './tenures.js';
import { watchSilence } from './watchSilence.js';

export interface KafkaConsumerParts {
  readonly kafka: KafkaOptions;
  readonly admin: KafkaAdmin;
  readonly names: ClusterNames;
  readonly patience: Patience;
  readonly clock: Clock;
}

const defaultWorryAfter: Milliseconds = 15_000;
/** A broker that takes longer for the shortest of answers is not there. */
const longestAnswer: Milliseconds = 2000;

/**
 * A member of a group: takes in what kafkajs fetches, hands it out as far as the limits allow, pauses the partitions that are ahead, and commits
 * what is settled under the membership that it was read under.
 */
export function kafkaConsumer(parts: KafkaConsumerParts, options: ConsumeOptions): Consumption {
  const { kafka, admin, names, patience } = parts;
  const [group, topics] = [names.group(options.group), options.topics.map(names.topic)];
  let subscriber: Subscriber<ConsumedRecord> | undefined;
  let joined: Promise<void> | undefined;
  let left: Promise<void> | undefined;
  let noMore = false;
  const fail = (error: unknown): void =>
    subscriber?.error(kafkaError(error, `Reading ${topics.join(', ')} as group ${group}`, kafka));
  const { pulse, silence } = lookoutsOf(parts, options, () =>
    member.leaders(owned.all().filter(({ paused }) => !paused)),
  );
  const owned = tenures({ admin, patience, group, fail, onStarted: () => pump.soon() });
  const commits = committing({ owned, patience, kafka, group, fail });
  const member = kafkaMember(
    {
      ...{ kafka, clock: parts.clock, group, topics, owned: () => owned.all() },
      coordinatorAnswers: () => admin.describe(group),
    },
    eventsOf({ owned, commits, pulse, silence, fail, onTaken: () => pump.soon() }),
  );
  owned.use(member);
  const pump = handOut({
    ...{ owned, member, names, limits: options },
    hand: (consumed) => subscriber?.next(consumed),
    taking: () => !noMore,
    onSettled: () => commits.soon(),
  });
  const join = async (): Promise<void> => {
    await patience.through(() => admin.expect(topics), silence.signal);
    if (left === undefined) await member.join();
  };
  const leave = async (): Promise<void> => {
    takeNoMore();
    try {
      await commits.last();
    } finally {
      silence.stop();
      owned.loseAll();
      if (joined) await member.leave();
    }
  };
  const takeNoMore = (): void => {
    noMore = true;
    subscriber?.complete();
  };
  return {
    records$: new Observable<ConsumedRecord>((to) => {
      subscriber = to;
      if (noMore) return to.complete();
      silence.begin();
      joined = join().catch((error: unknown) => (left ? undefined : fail(error)));
      return () => void (noMore = true);
    }),
    takeNoMore,
    leave: () => (left ??= leave()),
    owns: (topic, partition) => owned.find({ topic: names.topic(topic), partition }) !== undefined,
    hindrance: () => (noMore ? undefined : pulse.hindrance()),
  };
}

/** Who tells that nothing comes any more: the membership's pulse, and the silence of the cluster. */
function lookoutsOf(
  { kafka, admin, patience, names, clock }: KafkaConsumerParts,
  options: ConsumeOptions,
  wanted: () => ReturnType<KafkaMember['leaders']>,
) {
  const worryAfter = kafka.worryAfter ?? defaultWorryAfter;
  const pulse = memberPulse({ clock, group: options.group, wanted, worryAfter });
  const answersOthers = promptly(
    () => admin.ask('Asking who is there', (client) => client.describeCluster()),
    longestAnswer,
  );
  const silence = watchSilence({
    ...{ kafka, patience, clock, what: `group ${names.group(options.group)}` },
    // Who joins hears nothing until all others have.
    isInOrder: async () => pulse.isJoining() && (await answersOthers().catch(() => undefined)) !== undefined,
  });
  return { pulse, silence };
}

interface Listening extends ReturnType<typeof lookoutsOf> {
  readonly owned: Tenures;
  readonly commits: Committing;
  readonly fail: (error: unknown) => void;
  readonly onTaken: () => void;
}

function eventsOf({ owned, commits, pulse, silence, fail, onTaken }: Listening): MemberEvents {
  return {
    onJoins: () => pulse.joins(),
    onFetch: (broker, what) => pulse[what](broker),
    onAssigned: (partitions, unbroken) => {
      pulse.joined();
      owned.assign(partitions, unbroken);
      commits.soon();
    },
    onDropped: () => {
      pulse.dropped();
      owned.loseAll();
    },
    onFailed: fail,
    onAlive: () => silence.heard(),
    onMarkers: (partition, first, last) => {
      owned.find(partition)?.skip(first, last);
      commits.soon();
    },
    onBatch: (payload) => {
      if (owned.take(payload)) onTaken();
    },
  };
}
