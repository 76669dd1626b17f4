import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { enterSong, matchAll } from '../../support/matchedState.js';
import { visible } from '../../../src/domain/text/visible.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

/** Clears the screen in two ways, sets the window's title, turns the writing round. */
const evil = '\u001b[2J\u009b2J\u001b]0;x\u0007\u202e';
const at = temporaryDirectory();
const data = at('data');
const on = (...words: string[]) => mashstream(...words, '--data', data);

beforeAll(async () => {
  mkdirSync(at('music'));
  writeFileSync(at(`music/song ${evil}.mp3`), 'no music');
  // An earlier version let such titles in.
  const state = openState(data, 'run');
  for (const [i, name] of ['Alpha', 'Beta', 'Gamma'].entries())
    await enterSong(state, {
      name,
      title: `${name} ${evil}`,
      artist: `Band ${evil}`,
      bpm: 120 + i,
      tonic: i,
    });
  await matchAll(state, data);
  const value = new TextEncoder().encode(
    `{"schema":1,"uri":"/none ${JSON.stringify(evil).slice(1, -1)}.mp3"}`,
  );
  await state.log.append('tracks', [{ key: `message ${evil}`, value }]);
  await state.close();
});

const commands: readonly (readonly [code: number, words: readonly string[]])[] = [
  [0, ['watch', '--once']],
  [0, ['watch', '--once', '--best']],
  [0, ['publish', at('music')]],
  [1, ['publish', at('music'), '--id', evil]],
  [1, ['publish', at('music'), '--key', evil]],
  [1, ['publish', at(`nothing ${evil}`)]],
  [3, ['run', at('music'), '--top', '0', '--out', at('out')]],
  [3, ['run', at('music'), '--top', '1', '--out', at(`out ${evil}`)]],
  [1, ['run', at('music'), '--seed', '', '--format', evil]],
  [1, ['run', at('music'), `--${evil}`]],
  [1, ['watch', evil, evil]],
  [1, [evil]],
  [1, ['remove', 'a']],
  [1, ['remove', evil.repeat(2)]],
  [1, ['render', evil]],
  [1, ['check', at('music'), '--config', at(evil)]],
  [0, ['remove', 'Beta']],
];

describe('what others wrote never reaches the terminal', () => {
  it.each(commands)('exit code %d: %j', async (code, words) => {
    const told = await on(...words);
    const text = told.stdout + told.stderr;
    expect(text).not.toBe('');
    expect(text).toBe(visible(text));
    expect(told.code).toBe(code);
  });

  it.each(commands.slice(0, 3))(
    'nor as JSON, which keeps its values: exit code %d: %j',
    async (code, words) => {
      const told = await on(...words, '--json');
      const text = told.stdout + told.stderr;
      expect(text).toBe(visible(text));
      expect(told.code).toBe(code);
      if (words[0] === 'watch')
        expect(JSON.stringify(told.json())).toContain(JSON.stringify(`Band ${evil}`).slice(1, -1));
    },
  );
});
