import { connect } from 'node:net';
import { once } from 'node:events';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaAddress } from '../../services/kafka/startKafka.js';

const leaveGroup = 13;

/**
 * Puts the group's one member out, as an administrator does: LeaveGroup (version 0) in its name, which kafkajs cannot send for another.
 * `justBefore` is called when all that has to be known is.
 */
export async function evictMember(
  { brokers }: KafkaAddress,
  group: string,
  justBefore = (): void => undefined,
): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const { groups } = await admin.describeGroups([group]);
  await admin.disconnect();
  const [host, port] = brokers[0].split(':');
  const socket = connect(Number(port), host);
  await once(socket, 'connect');
  const body = Buffer.concat([
    int16(leaveGroup),
    int16(0),
    int16(0),
    int16(1),
    text('test'),
    text(group),
    text(groups[0].members[0].memberId),
  ]);
  justBefore();
  socket.write(Buffer.concat([int16(0), int16(body.length), body]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  const code = answer.readInt16BE(8);
  if (code !== 0) throw new Error(`LeaveGroup was answered with error ${code}`);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

const text = (value: string): Buffer => Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
