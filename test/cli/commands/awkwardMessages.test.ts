import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/adapters/sqlite/database/openDatabase.js';
import { recordTable } from '../../../src/adapters/sqlite/log/recordTable.js';
import { dataFolder } from '../../../src/cli/runtime/wiring/dataFolder.js';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { visible } from '../../../src/domain/text/visible.js';
import type { NewRecord } from '../../../src/ports/log.js';
import { readData } from '../../support/dataFolder.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
let data: string;
let round = 0;
beforeEach(() => {
  data = at(`data-${(round += 1)}`);
  mkdirSync(at('music'), { recursive: true });
  writeFileSync(at('music/text.mp3'), 'This is no music.\n'.repeat(100));
});

/** Puts messages on the topic as any publisher could; text is taken as it is. */
async function publishRaw(messages: Readonly<Record<string, unknown>>, topic = 'tracks'): Promise<void> {
  const state = openState(data, 'append');
  for (const [key, message] of Object.entries(messages)) {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    await state.log.append(topic, [{ key, value: new TextEncoder().encode(text) }]);
  }
  await state.close();
}
const on = (...words: string[]) => mashstream(...words, '--data', data);
const run = (...words: string[]) => on('run', at('music'), '--top', '0', '--out', at('out'), ...words);
const letters = async () => [...(await readData(data)).headers('dead-letters').keys()];

/** Ids and addresses that look like file: addresses and are none. */
const awkward = ['file://host/x', 'file:%zz', 'file:///a%2Fb', 'file:', 'file:///%00', 'FILE:///x/%E0%A4'];

describe('ids and addresses that are no file: addresses', () => {
  it.each([[[]], [['--json']]])('as ids stop no command (%j)', async (json) => {
    await publishRaw(Object.fromEntries(awkward.map((id) => [id, { schema: 1, uri: `/none/${id}.mp3` }])));
    const first = await run(...json);
    expect(first.code).toBe(3);
    expect(await letters()).toEqual(expect.arrayContaining(awkward));
    for (const id of awkward) expect(first.stdout + first.stderr).toContain(id.split('/').at(-1));
    expect((await run(...json)).code).toBe(3);
    expect((await on('watch', '--once', ...json)).code).toBe(0);
    expect((await on('publish', at('music'), ...json)).code).toBe(0);
    expect((await on('remove', awkward[0], awkward[1], ...json)).code).toBe(0);
  });

  it('as addresses of songs stop no command', async () => {
    const messages = awkward.map((uri, i) => [`song ${i}`, { schema: 1, uri }] as const);
    await publishRaw(Object.fromEntries(messages));
    expect((await run()).code).toBe(3);
    expect((await on('publish', at('music'))).code).toBe(0);
    const { code, stdout } = await on('remove', 'song 0', 'song 2');
    expect([code, stdout.split('\n').length]).toEqual([0, 3]);
  });
});

it('records that are no JSON stop no look at rankings and samples', async () => {
  await publishRaw({ a: '{', b: '[1', c: 'null', d: '{"schema":2}' }, 'mashups');
  await publishRaw({ a: '{', b: '[1', c: 'null' }, 'training-samples');
  expect(await on('watch', '--once')).toMatchObject({ code: 0, stderr: 'There are no rankings yet.\n' });
  expect((await on('render', 'abc', '--out', at('out'))).stderr).toMatch(
    'no ranked mashup, no training sample and nothing in',
  );
});

/** Puts records into the database of the folder without asking anybody, as an earlier version did. */
async function smuggle(records: readonly NewRecord[]): Promise<void> {
  await openState(data, 'run').close();
  const db = openDatabase(dataFolder(data).database);
  db.transaction(() => recordTable(db, 1).append('tracks', records, Date.now()));
  db.close();
}
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('messages of many megabytes cost one dead letter each, and little else', async () => {
  const zeros = `{"schema":1,"uri":"/a","given":{"beats":[${'0,'.repeat(6_000_000)}0]}}`;
  const words = `{"schema":1,"uri":"/a","stems":{${Array.from({ length: 500_000 }, (_, i) => `"s${i}":0`).join()}}}`;
  const wrong = `{"schema":1,"uri":"/a","given":{"exclude":[${'0,'.repeat(400_000)}0]}}`;
  await smuggle([
    { key: 'zeros', value: bytes(zeros) },
    { key: 'words', value: bytes(words) },
    { key: 'wrong', value: bytes(wrong) },
    { key: 'nest', value: bytes(`${'['.repeat(500_000)}${']'.repeat(500_000)}`) },
    { key: 'x'.repeat(3000), value: bytes('{}') },
  ]);
  const before = statSync(dataFolder(data).database).size;
  const { code, stdout, stderr } = await run();
  expect(code).toBe(3);
  expect((await letters()).filter((key) => !key.startsWith('file:'))).toEqual(
    expect.arrayContaining(['zeros', 'words', 'wrong', 'nest', 'x'.repeat(3000)]),
  );
  expect(stdout.length + stderr.length).toBeLessThan(40_000);
  expect(stderr).toMatch(/zeros: Reading record 0 .* bytes, more than the 1048576/);
  expect(statSync(dataFolder(data).database).size - before).toBeLessThan(5e6);
  expect((await run()).code).toBe(3);
  expect((await on('remove', 'zeros', 'nest')).code).toBe(0);
});

describe('ids that nobody could read', () => {
  const dirty = ['', '\u001b[2J', 'a\u009b31mb', 'a\u202eb', 'a\nb', 'x'.repeat(2001)];

  it('are dead letters when they come as messages, and can be withdrawn', async () => {
    await smuggle(dirty.map((key) => ({ key, value: bytes('{"schema":1,"uri":"/none.mp3"}') })));
    const { code, stdout, stderr } = await run();
    expect(code).toBe(3);
    const { headers } = await readData(data);
    const codes = dirty.map((key) => headers('dead-letters').get(key)?.['error.code']);
    expect(codes).toEqual(dirty.map(() => 'bad-message'));
    expect(visible(stdout + stderr)).toBe(stdout + stderr);
    expect((await on('remove', dirty[2], dirty[3])).code).toBe(0);
    expect((await run()).code).toBe(3);
  });

  it.each(dirty)('are refused by publish: %j', async (id) => {
    const { code, stderr } = await on('publish', at('music/text.mp3'), '--id', id, '--bpm', 'fast');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/2 problems:[^]*--bpm[^]*--id must/)]);
  });

  it('are told with the song where a path gives such a one; the others go on', async () => {
    const long = at('long', ...Array.from({ length: 5 }, () => '東'.repeat(60)));
    mkdirSync(long, { recursive: true });
    writeFileSync(`${long}/song.mp3`, 'no music');
    writeFileSync(at('long/new\nline \u001b[31m.mp3'), 'no music');
    const published = await on('publish', at('long'));
    expect(published.code).toBe(3);
    expect(published.stdout).toMatch(
      /^queued: new line \uFFFD\[31m\.mp3\nFAILED .*its id, made of its path, must have at most 2000/,
    );
    const { code, stderr } = await on('run', at('long'), '--top', '0', '--out', at('out'));
    expect(code).toBe(3);
    expect(stderr).toMatch(/2 failed:/);
    // It was looked at: its address was understood.
    expect(stderr).toMatch(/new line .*\(not-audio\)/);
  });
});
