import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyVote } from '../../src/audio/key/keyVote.js';
import { mashstream } from '../support/mashstream.js';
import { mashupFolders } from '../support/mashupFolders.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
const places = ['--data', at('data'), '--out', at('out')];
const render = (...words: string[]) => mashstream('render', ...words, ...places);

interface Facts {
  readonly id: string;
  readonly path: string;
  readonly parts: readonly { readonly song: string; readonly shift: number }[];
}
const lowRate = 11_025;
const playedLow = (file: string): Float32Array => {
  const args = ['-v', 'error', '-i', file, '-ac', '1', '-ar', String(lowRate), '-f', 'f32le', '-'];
  return new Float32Array(new Uint8Array(execFileSync('ffmpeg', args, { maxBuffer: 1e8 })).buffer);
};
const factsIn = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(path, 'mashup.json'), 'utf8')) as Record<string, unknown>;

/** One song, played slower and faster; the fastest 30 cents off the pitches of the others. */
beforeAll(async () => {
  for (const [title, semitones] of Object.entries({ Low: -4, Middle: 0, High: 1.3 }))
    makeStemSong(at('music', title), { semitones, seconds: 17, sidecar: { title } });
  const { code, stderr } = await mashstream('run', at('music'), '--top', '0', ...places);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('FAILED')]);
});

describe('mashups asked for by name', () => {
  let path = '';
  let id = '';

  it('renders a pair that no ranking holds, with the shift and the drums asked for, and says why', async () => {
    const pair = ['--vocal', 'high', '--harmonic', 'low', '--percussion', 'low', '--shift', '-5'];
    const { code, stdout, stderr } = await render(...pair);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^High over Low, drums Low: shift −5, stretch 1\.3\d \/ 1\.3\d, score -?\d\.\d{3} by dualnet$/m,
    );
    expect(stderr).toMatch(
      /out of the rule: harmonic Low would need a stretch of 3\d(\.\d)? % where 12 % are allowed/,
    );
    path = stdout.trimEnd();
    expect(path).toMatch(/High over Low [0-9a-f]{8}$/);
    expect(statSync(join(path, 'mix.flac')).size).toBeGreaterThan(100_000);
    const { drawnId, score, scorer } = factsIn(path);
    expect([typeof score, scorer]).toMatchObject(['number', { name: 'dualnet' }]);
    id = String(drawnId);
  });

  it('brings the harmony into tune with the voice, and says so', () => {
    const { parts } = factsIn(path) as { readonly parts: readonly { readonly cents?: number }[] };
    const cents = parts[1].cents ?? 0;
    expect(Math.abs(cents - 30)).toBeLessThan(8);
    const tuningIn = (file: string): number => keyVote({ mix: playedLow(file) }, lowRate).tuning;
    // Of a voice alone it is hard to tell: what its own song plays beneath it.
    const wanted = tuningIn(at('music', 'High', 'other.flac'));
    const [before, after] = [at('music', 'Low', 'other.flac'), join(path, 'harmonic.flac')].map(tuningIn);
    expect(Math.abs(before - wanted)).toBeGreaterThan(20);
    expect(Math.abs(after - wanted)).toBeLessThan(8);
  });

  it('finds it again by its id: nothing is to be done', async () => {
    const { ino } = statSync(join(path, 'mix.flac'));
    const again = await render(id.slice(0, 10));
    expect([again.stdout.trimEnd(), again.stderr]).toEqual([path, '']);
    expect(statSync(join(path, 'mix.flac')).ino).toBe(ino);
  });

  it('re-rolls its drums, the rest as it was, until none are left', async () => {
    const reroll = ['--lock', 'harmonic', '--reroll', 'percussion'];
    const { code, stderr, json } = await render(id.slice(0, 10), ...reroll, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const next = json()[0] as unknown as Facts; // what render answers
    expect(next.parts.map(({ song }) => song)).toEqual(['High', 'Low', 'Middle']);
    expect(next.parts[1].shift).toBe(-5);
    const [from, to] = [path, next.path].map((folder) => readFileSync(join(folder, 'percussion.flac')));
    expect(from.equals(to)).toBe(false);
    expect(factsIn(next.path)['rejected']).toEqual({ percussion: [expect.any(String)] });
    const last = await render(next.id, '--reroll', 'percussion');
    expect([last.code, last.stderr]).toEqual([
      1,
      expect.stringContaining('no other song within the rule is left'),
    ]);
    expect(mashupFolders(at('out'))).toHaveLength(2);
  });
});
