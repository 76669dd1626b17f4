import { expect, it } from 'vitest';
import { memberPulse } from '../../../src/adapters/kafka/log/memberPulse.js';

function pulse() {
  let now = 0;
  let wanted: readonly string[] = [];
  const member = memberPulse({
    ...{ clock: { now: () => now }, group: 'rank', worryAfter: 15_000 },
    wanted: () => new Set(wanted),
  });
  return {
    ...member,
    want: (...brokers: readonly string[]) => void (wanted = brokers),
    pass: (seconds: number) => void (now += seconds * 1000),
  };
}

it('a broker that owes an answer for too long is told of, though another goes on answering, while something is wanted of it', () => {
  const member = pulse();
  expect(member.hindrance()).toBe('not a member of group rank');
  member.joins();
  member.joined();
  member.want('1', '2');
  for (let second = 0; second < 20; second += 1) {
    member.asked('1');
    // The same request, again and again.
    member.asked('2');
    expect(member.hindrance()).toBe(
      second > 15 ? `no fetch of group rank was answered for ${second} s` : undefined,
    );
    member.pass(1);
    member.answered('1');
  }
  member.want('1');
  expect(member.hindrance()).toBeUndefined();
  member.want('2');
  member.answered('2');
  expect(member.hindrance()).toBeUndefined();
});

it('a group that agrees in time is not told of; what was asked before is of no more interest then', () => {
  const member = pulse();
  member.joins();
  member.joined();
  member.want('1');
  member.asked('1');
  member.joins();
  member.pass(10);
  member.joins();
  expect([member.hindrance(), member.isJoining()]).toEqual([undefined, true]);
  member.pass(6);
  expect(member.hindrance()).toBe('group rank has been rebalancing for 16 s');
  member.joined();
  expect([member.hindrance(), member.isJoining()]).toEqual([undefined, false]);
  member.dropped();
  expect(member.hindrance()).toBe('not a member of group rank');
});
