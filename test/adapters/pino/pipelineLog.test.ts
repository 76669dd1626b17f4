import { expect, it } from 'vitest';
import { pipelineLog } from '../../../src/adapters/pino/pipelineLog.js';
import type { Config } from '../../../src/config.js';
import { PipelineError } from '../../../src/errors.js';

/** What is logged of one track that is begun, fails, and is done with, and of a note. */
function logged(level: Config['logLevel'], topic = 'tracks'): Record<string, unknown>[] {
  const lines: string[] = [];
  const log = pipelineLog({ level, write: (line) => lines.push(line) });
  const subject = { record: { topic, partition: 2, offset: 9 }, trace: { id: 'ab', traceparent: '' } };
  log.observer.started('decode', 'one', subject);
  log.observer.failed('decode', 'one', new PipelineError('not-audio', 'no "sound"\nin it'), subject);
  log.observer.finished('decode', 'one', 1.5, subject);
  log.note('Running.');
  log.failed({ stage: 'render' }, 'no disk');
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>); // lines of the log are objects
}

it('every line of work says stage, track or clip, place and trace; failures their code', () => {
  const [begun, failed, done] = logged('debug');
  const place = { stage: 'decode', track: 'one', topic: 'tracks', partition: 2, offset: 9, trace: 'ab' };
  expect(begun).toMatchObject({ ...place, level: 'debug', msg: 'begun' });
  expect(failed).toMatchObject({ ...place, level: 'warn', code: 'not-audio', msg: 'no "sound"\nin it' });
  expect(done).toMatchObject({ ...place, level: 'debug', msg: 'done', seconds: 1.5 });
  expect(Date.parse(String(begun['time']))).toBeGreaterThan(0);
  expect(logged('debug', 'rerank')[0]).toMatchObject({ clip: 'one' });
});

it.each([
  ['debug', ['begun', 'no "sound"\nin it', 'done', 'Running.', 'no disk']],
  ['info', ['no "sound"\nin it', 'Running.', 'no disk']],
  ['warn', ['no "sound"\nin it', 'Running.', 'no disk']],
  ['error', []],
  ['silent', []],
] as const)('level %s', (level, messages) => {
  expect(logged(level).map(({ msg }) => msg)).toEqual(messages);
});
