import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpegEncoder } from '../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { encodeWav } from '../../src/audio/files/encodeWav.js';
import { roles, type Role } from '../../src/domain/role.js';

const separator = { name: 'htdemucs', licence: 'research and personal use' };

const partOf = (role: Role, title: string): object => ({
  ...{ role, clipId: `clip-${role}`, trackId: `track-${role}`, warp: true, offset: 0, separator },
  shift: role === 'harmonic' ? -2 : 0,
  stretch: role === 'harmonic' ? 1.08 : 1,
  source: { uri: `file:///music/${role}.flac`, title, artist: `Artist of ${role}`, licence: 'CC0 1.0' },
  from: { start: 42, end: 71.4, bars: 16 },
  ...{ key: 'G minor', bpm: 129.6, vocalActivity: role === 'vocal' ? 0.734 : undefined },
});

/** The mashup.json of a rendered mashup, with other facts in place of some. */
export const mashupFacts = (
  more: object = {},
  title: (role: Role) => string = (role) => `Song of ${role}`,
): object => ({
  ...{
    schema: 1,
    mashupId: 'abc',
    seedClipId: 'clip-vocal',
    condition: 'matched',
    bars: 4,
    bpm: 120,
    meter: 4,
  },
  key: { name: 'G minor', camelot: '6A' },
  score: 0.841,
  axes: { harmonic: 0.9, rhythmic: 0.72, spectral: 0.61 },
  scorer: { name: 'amu', version: '1' },
  seed: '1',
  parts: roles.map((role) => partOf(role, title(role))),
  files: { mix: 'mix.flac', ...Object.fromEntries(roles.map((role) => [role, `${role}.flac`])) },
  duration: 8.33,
  firstDownbeat: 0.03,
  downbeats: [0.03, 2.03, 4.03, 6.03, 8.03],
  madeFrom: 'stamp',
  ...more,
});

/** A folder as a rendering leaves it, with these sounds (44.1 kHz, one channel) as stems. */
export async function madeMashup(
  folder: string,
  stems: Readonly<Record<Role, Float32Array>>,
  facts: object = mashupFacts(),
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const role of roles) {
    const wav = join(folder, `${role}.wav`);
    await writeFile(wav, encodeWav({ sampleRate: 44_100, channels: [stems[role], stems[role]] }));
    await ffmpegEncoder().encode({ input: wav, output: join(folder, `${role}.flac`), format: 'flac' });
  }
  await writeFile(join(folder, 'mix.flac'), 'the mix');
  await writeFile(join(folder, 'mashup.json'), JSON.stringify(facts));
}
