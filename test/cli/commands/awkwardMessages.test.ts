import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../../src/cli/runtime/openState.js';
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
    'no ranked mashup and no training sample',
  );
});
