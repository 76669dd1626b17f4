import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ffmpegEncoder } from '../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { readWav } from '../../src/adapters/files/readWav.js';
import { encodeWav } from '../../src/audio/files/encodeWav.js';
import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';
import type { BlobRef } from '../../src/domain/blobRef.js';
import { randomFrom } from '../../src/domain/random.js';
import { roles } from '../../src/domain/role.js';
import { clicks } from '../support/clicks.js';
import { clipOf, type ClipShape } from '../support/clips.js';
import { publication, trackRecord } from '../support/ingestWorld.js';
import { mashstream } from '../support/mashstream.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const data = directory('data');
const out = directory('out');
const seconds = 6;

/** A clip of two bars from second 1 on: tones and a click on each beat. */
async function soundingClip(state: State, name: string, shape: ClipShape & { bpm: number }): Promise<void> {
  const clip = clipOf(name, { ...shape, title: name });
  const grid = { ...clip.grid, beats: clip.grid.beats.slice(0, 9), downbeats: [0, 4, 8] };
  const tone = (hertz: number) =>
    Float32Array.from(
      { length: seconds * 44_100 },
      (_, i) => 0.2 * Math.sin((2 * Math.PI * hertz * i) / 44_100),
    );
  const sounds = {
    vocal: tone(440),
    harmonic: tone(220),
    percussion: clicks(grid.beats, seconds, randomFrom(name)),
  };
  const stems: Record<string, BlobRef> = {};
  for (const role of roles) {
    const channels = [sounds[role], sounds[role]];
    const [wav, flac] = [directory(`${name}-${role}.wav`), directory(`${name}-${role}.flac`)];
    await writeFile(wav, encodeWav({ sampleRate: 44_100, channels }));
    await ffmpegEncoder().encode({ input: wav, output: flac, format: 'flac' });
    stems[role] = await state.blobs.putFile(`clips/${name}/${role}.flac`, flac);
  }
  await state.catalogue.putClip({ ...clip, grid, bars: 2, stems });
  await state.catalogue.putTrack({
    ...trackRecord({ trackId: clip.trackId, publications: [publication(`song:${name}`)], complete: true }),
    ...{ source: clip.source, clipIds: [name] },
  });
}

const part = (role: string, clipId: string, more: object = {}) => ({
  ...{ role, clipId, trackId: `track-${clipId}` },
  ...{ shift: 0, warp: false, stretch: 1, offset: 0, ...more },
});

/** An unmatched sample: the drums at their own tempo, moved by 0.3 s. */
const sample = {
  schema: 1,
  sampleId: 'abcdef0123456789abcd',
  ordinal: 0,
  label: 'negative',
  recipe: {
    seedClipId: 'Voice',
    condition: 'unmatched-tempo',
    bars: 1,
    parts: [part('vocal', 'Voice'), part('harmonic', 'Voice'), part('percussion', 'Drums', { offset: 0.3 })],
  },
  runSeed: '7',
  featuresVersion: 'test',
};

let beside: State;
beforeAll(async () => {
  beside = openState(data, 'run');
  await soundingClip(beside, 'Voice', { bpm: 120 });
  await soundingClip(beside, 'Drums', { bpm: 100 });
  const value = new TextEncoder().encode(JSON.stringify(sample));
  await beside.log.append('training-samples', [{ key: sample.sampleId, value }]);
  return () => beside.close();
});

const render = (...words: string[]) => mashstream('render', '--data', data, '--out', out, ...words);
const soundOf = async (folder: string, name: string) => {
  const { channels, sampleRate } = await readWav(join(folder, name));
  expect(sampleRate).toBe(44_100);
  return channels[0];
};

it('renders an unmatched training sample beside a run: unwarped, moved, parts of one length', async () => {
  const { code, stdout, stderr } = await render('abcdef', '--format', 'wav');
  expect([code, stderr]).toEqual([0, '']);
  const folder = stdout.trimEnd();
  expect(folder).toBe(join(out, 'Voice over Voice abcdef01, unmatched-tempo, wav'));
  const files = ['mix.wav', 'vocal.wav', 'harmonic.wav', 'percussion.wav'];
  expect((await readdir(folder)).sort()).toEqual([...files, 'mashup.json', 'page.js'].sort());
  const facts = JSON.parse(await readFile(join(folder, 'mashup.json'), 'utf8')) as Record<string, unknown>;
  expect(facts).toMatchObject({ sampleId: sample.sampleId, label: 'negative', seed: '7' });
  const sounds = await Promise.all(files.map((name) => soundOf(folder, name)));
  expect(new Set(sounds.map(({ length }) => length)).size).toBe(1);
  // The drums' beats, 0.6 s apart, begin 0.3 s after the first downbeat.
  const first = facts['firstDownbeat'] as number;
  const drums = sounds[3];
  const onset = (from: number): number =>
    drums.findIndex((value, i) => i > from * 44_100 && Math.abs(value) > 0.1) / 44_100;
  expect(onset(first + 0.1)).toBeCloseTo(first + 0.3, 2);
  expect(onset(first + 0.5)).toBeCloseTo(first + 0.9, 2);
});

it('mutes a part in the mix, keeps its stem, and leaves the first rendering alone', async () => {
  const [first] = (await render('abcdef', '--format', 'wav', '--json')).json();
  const before = await readFile(join(String(first['path']), 'mix.wav'));
  const { stdout } = await render('abcdef', '--format', 'wav', '--mute', 'vocal,harmonic');
  const folder = stdout.trimEnd();
  expect(folder).toMatch(/, without harmonic and vocal, wav$/);
  await access(join(folder, 'vocal.wav'));
  const mix = await soundOf(folder, 'mix.wav');
  const facts = JSON.parse(await readFile(join(folder, 'mashup.json'), 'utf8')) as { firstDownbeat: number };
  // Between two clicks there is nothing but the tones, and they are muted.
  const at = Math.round((facts.firstDownbeat + 0.6) * 44_100);
  expect(Math.max(...mix.subarray(at, at + 4410).map(Math.abs))).toBeLessThan(0.001);
  expect(await readFile(join(String(first['path']), 'mix.wav'))).toEqual(before);
});

it('draws and renders one of a condition, the same for a seed', async () => {
  const draw = async (seed: string) =>
    (await render('--condition', 'original', '--seed', seed, '--vocal', 'voice', '--json')).json()[0];
  const drawn = await draw('1');
  expect(drawn).toMatchObject({ type: 'rendered', condition: 'original' });
  expect(drawn['path']).toMatch(/Voice over Voice [0-9a-f]{8}, original$/);
  expect(await draw('1')).toEqual(drawn);
  await access(join(String(drawn['path']), 'mix.flac'));
});
