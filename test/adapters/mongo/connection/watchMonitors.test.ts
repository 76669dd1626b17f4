import { EventEmitter } from 'node:events';
import type { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { watchMonitors } from '../../../../src/adapters/mongo/connection/watchMonitors.js';

const connectionId = 'one:27017';

function watched() {
  let now = 0;
  const client = Object.assign(new EventEmitter(), {
    options: { connectTimeoutMS: 30_000, heartbeatFrequencyMS: 10_000 },
  });
  const monitors = watchMonitors(client as unknown as MongoClient, () => now);
  return { client, monitors, pass: (span: number) => (now += span) };
}

it('a look at a server may take as long as it takes to connect and to wait for news, and not much longer', () => {
  const { client, monitors, pass } = watched();
  expect(monitors.hangs()).toBe(false);
  client.emit('serverHeartbeatStarted', { connectionId });
  pass(45_000);
  expect(monitors.hangs()).toBe(false);
  pass(1);
  expect(monitors.hangs()).toBe(true);
});

it.each(['serverHeartbeatSucceeded', 'serverHeartbeatFailed', 'serverClosed'])(
  '%s ends a look at a server, and of no other one',
  (event) => {
    const { client, monitors, pass } = watched();
    client.emit('serverHeartbeatStarted', { connectionId });
    client.emit(event, { connectionId, address: connectionId });
    pass(100_000);
    expect(monitors.hangs()).toBe(false);
    client.emit('serverHeartbeatStarted', { connectionId });
    client.emit(event, { connectionId: 'two:27017', address: 'two:27017' });
    pass(100_000);
    expect(monitors.hangs()).toBe(true);
  },
);
