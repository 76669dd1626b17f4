import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { listenForInterruptions } from '../../src/cli/listenForInterruptions.js';

const setUp = () => {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  let time = 5000;
  const stopListening = listenForInterruptions(
    { drain: () => heard.push('drain'), stop: () => heard.push('stop') },
    { now: () => time },
    emitter,
  );
  const send = (signal: string, after: number) => {
    time += after;
    emitter.emit(signal);
  };
  return { emitter, heard, send, stopListening };
};

it('drains at the first Ctrl-C and stops at the second', () => {
  const { send, heard } = setUp();
  send('SIGINT', 0);
  expect(heard).toEqual(['drain']);
  send('SIGINT', 1000);
  expect(heard).toEqual(['drain', 'stop']);
});

it('takes the copy that npm passes on for the same Ctrl-C', () => {
  const { send, heard } = setUp();
  send('SIGINT', 0);
  send('SIGINT', 20);
  expect(heard).toEqual(['drain']);
});

it('drains at SIGTERM too, and hears nothing once told', () => {
  const { send, heard, stopListening, emitter } = setUp();
  send('SIGTERM', 0);
  expect(heard).toEqual(['drain']);
  stopListening();
  expect(emitter.eventNames()).toEqual([]);
});
