import { join } from 'node:path';
import type { Place } from '../server/server.js';

export type BrokerSettings = Readonly<Record<string, string | number | boolean>>;

/**
 * One node that is broker and controller (KRaft), made for tests: groups form at once, and a start after a crash waits 2 s for the
 * broker's former session, not 9.
 */
export const brokerSettings = ({ port, dir }: Place, controllerPort: number): BrokerSettings => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'log.dirs': join(dir, 'data'),
  'auto.create.topics.enable': false,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 1000,
  'broker.session.timeout.ms': 2000,
  'broker.heartbeat.interval.ms': 500,
  // Of the heap, which is small here.
  'log.cleaner.dedupe.buffer.size': 8 * 2 ** 20,
  'log.cleaner.backoff.ms': 500,
});
