import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';
import { integratedLoudness } from '../../../src/audio/loudness/integratedLoudness.js';
import { kWeighting } from '../../../src/audio/loudness/kWeighting.js';
import { soundingLoudness } from '../../../src/audio/loudness/soundingLoudness.js';
import { randomFrom } from '../../../src/domain/random.js';

interface Tone {
  /** Peak, dB re full scale. */
  readonly level: number;
  readonly seconds: number;
}

/** Sines of 1 kHz one after the other, the same in both channels. */
function tones(parts: readonly Tone[], sampleRate = 48_000, hertz = 1000) {
  const pieces = parts.map(({ level, seconds }) =>
    Float32Array.from(
      { length: Math.round(seconds * sampleRate) },
      (_, i) => 10 ** (level / 20) * Math.sin((2 * Math.PI * hertz * i) / sampleRate),
    ),
  );
  const channel = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    channel.set(piece, at);
    at += piece.length;
  }
  return { sampleRate, channels: [channel, channel] };
}

const expectLoudness = (parts: readonly Tone[], lufs: number, sampleRate?: number) =>
  expect(Math.abs((integratedLoudness(tones(parts, sampleRate)) ?? 0) - lufs)).toBeLessThan(0.1);

describe('kWeighting', () => {
  it('gives the coefficients of BS.1770-4 at 48 kHz', () => {
    const [shelf, highpass] = kWeighting(48_000);
    const wanted = [
      [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
      [1, -2, 1, -1.99004745483398, 0.99007225036621],
    ];
    [shelf, highpass].forEach((filter, f) =>
      filter.forEach((value, i) => expect(value).toBeCloseTo(wanted[f][i], 7)),
    );
  });
});

describe('integratedLoudness', () => {
  // EBU Tech 3341 (2016), table 1, tests 1–5; tolerance 0.1 LU.
  it.each([44_100, 48_000, 96_000])('1: stereo sine at −23 dB is −23 LUFS (%d Hz)', (rate) =>
    expectLoudness([{ level: -23, seconds: 20 }], -23, rate),
  );
  it('2: at −33 dB, −33 LUFS', () => expectLoudness([{ level: -33, seconds: 20 }], -33));
  it('3: the relative gate leaves quieter parts out', () =>
    expectLoudness(
      [
        { level: -36, seconds: 10 },
        { level: -23, seconds: 60 },
        { level: -36, seconds: 10 },
      ],
      -23,
    ));
  it('4: so does the absolute gate', () =>
    expectLoudness(
      [
        { level: -72, seconds: 10 },
        { level: -36, seconds: 10 },
        { level: -23, seconds: 60 },
        { level: -36, seconds: 10 },
        { level: -72, seconds: 10 },
      ],
      -23,
    ));
  it('5: parts within the gate count by their length', () =>
    expectLoudness(
      [
        { level: -26, seconds: 20 },
        { level: -20, seconds: 20.1 },
        { level: -26, seconds: 20 },
      ],
      -23,
    ));

  it('has no value for silence, for nothing, and below −70 LUFS', () => {
    expect(integratedLoudness(tones([{ level: -300, seconds: 5 }]))).toBeNull();
    expect(integratedLoudness(tones([]))).toBeNull();
    expect(integratedLoudness(tones([{ level: -75, seconds: 5 }]))).toBeNull();
  });

  it('measures sounds shorter than a block', () => expectLoudness([{ level: -23, seconds: 0.3 }], -23));

  const ffmpeg = spawnSync('ffmpeg', ['-version']).error === undefined || process.env['CI'] === 'true';
  it.skipIf(!ffmpeg)('agrees with ffmpeg on noise that comes and goes', () => {
    const random = randomFrom('loudness');
    const sampleRate = 44_100;
    const channels = [0.2, 0.07].map((level) =>
      Float32Array.from(
        { length: 20 * sampleRate },
        (_, i) => level * (1 + Math.sin(i / 60_000)) ** 3 * random.range(-0.5, 0.5),
      ),
    );
    const ours = integratedLoudness({ sampleRate, channels });
    const args = ['-hide_banner', '-nostats', '-i', 'pipe:0', '-af', 'ebur128', '-f', 'null', '-'];
    const { stderr } = spawnSync('ffmpeg', args, { input: encodeWav({ sampleRate, channels }) });
    const theirs =
      [...stderr.toString().matchAll(/I:\s+(-?[\d.]+) LUFS/g)].map((match) => Number(match[1])).at(-1) ?? 0;
    expect(Math.abs((ours ?? 0) - theirs)).toBeLessThan(0.1);
  });
});

describe('soundingLoudness', () => {
  it('takes mono as one channel and leaves pauses out', () => {
    const { channels } = tones(
      [
        { level: -20, seconds: 3 },
        { level: -300, seconds: 20 },
        { level: -20, seconds: 3 },
      ],
      44_100,
    );
    expect(soundingLoudness(channels[0])).toBeCloseTo(-23.01, 0);
    expect(soundingLoudness(new Float32Array(44_100))).toBeNull();
  });
});
