import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { mashstream } from '../support/mashstream.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();

interface Told {
  readonly clips: number;
  readonly tasks: readonly { readonly task: string }[];
  readonly leftOut: readonly { readonly task: string; readonly reason: string }[];
}

/** Songs of one singer in three keys: without drums, their truth without beats; one of them is broken. */
beforeAll(() => {
  for (const [title, semitones] of Object.entries({ Low: -2, Middle: 0, High: 1 })) {
    const song = at('songs', title);
    makeStemSong(song, {
      semitones,
      seconds: 17,
      sidecar: { title, key: title === 'Low' ? 'Bb major' : 'C major' },
    });
    for (const name of readdirSync(song).filter((file) => file.startsWith('drums')))
      rmSync(at('songs', title, name));
  }
  makeStemSong(at('songs', 'Broken'), { seconds: 17, sidecar: {} });
  writeFileSync(at('songs', 'Broken', 'mash.json'), '{ "key": "H dur" }');
});

describe('mashstream evaluate on a folder of stems with truth', () => {
  it('asks for pairs where there are no drums, on a grid of time where no beats are told, and tells both', async () => {
    const { code, stderr, json } = await mashstream(
      ...['evaluate', at('songs'), '--data', at('data'), '--scorers', 'fit,amu', '--json'],
    );
    expect(stderr).toMatch(/Broken.*"key": is not a key/);
    expect(code).toBe(3);
    const notes = json().flatMap(({ type, text }) => (type === 'note' ? [String(text)] : []));
    expect(notes).toContainEqual(expect.stringMatching(/^songs whose mash\.json tells no beats \(3\)/));
    expect(notes).toContainEqual(expect.stringMatching(/^clips without drums \(3\)/));
    const told = json().find(({ type }) => type === 'evaluation') as unknown as Told;
    expect(told.clips).toBe(3);
    expect(told.tasks.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['a voice among matched harmonies', 'a harmony among matched voices']),
    );
    const reasons = new Map(told.leftOut.map(({ task, reason }) => [task, reason]));
    expect(reasons.get('a voice among matched triples')).toBe('no clip has a voice and a harmony and drums');
    expect(reasons.get('a voice among matched drums')).toBe('no clip has a voice and drums');
    expect(reasons.get('a voice among harmonies at another tempo, off the beat')).toMatch(/go together so/);
  });
});
