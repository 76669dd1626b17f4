import type { Milliseconds } from '../../../domain/units.js';

/** How a Kafka cluster is reached, and what is ours in it. */
export interface KafkaOptions {
  /** `host:port` of some of its brokers. */
  readonly brokers: readonly string[];
  /** How the brokers name this program in their logs and quotas. Default `mashstream`. */
  readonly clientId?: string;
  /** TLS; `true`: with the authorities that Node trusts. */
  readonly ssl?: boolean | KafkaTls;
  readonly sasl?: KafkaSasl;
  /** Stands before the name of every topic, and of every group. Default ''. */
  readonly topicPrefix?: string;
  readonly groupPrefix?: string;
  /** A worker that is silent for so long is dead to the others: they take its work. Default 15 s. */
  readonly sessionTimeout?: Milliseconds;
  /** How long the others wait for a member to join anew when one comes or goes. Default 60 s. */
  readonly rebalanceTimeout?: Milliseconds;
  /** How long a group may be at odds about its partitions, or a fetch go without an answer, before that is told. Default 15 s. */
  readonly worryAfter?: Milliseconds;
  /** How long a broker holds a fetch back while there is nothing new; also how soon a partition that was paused goes on. Default 250 ms. */
  readonly maxWait?: Milliseconds;
}

/** PEM texts. */
export interface KafkaTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** How messages name the cluster. */
export const kafkaName = ({ brokers }: KafkaOptions): string => `Kafka at ${brokers.join(', ')}`;
