import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWav } from '../../../src/audio/files/decodeWav.js';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';

/** A PCM WAV file by hand: `samples` are integers of `bits` bits; an odd chunk lies before the format. */
function pcm(bits: 16 | 24, channels: number, samples: readonly number[], extensible = false): Uint8Array {
  const size = bits / 8;
  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : 1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(48_000, 4);
  format.writeUInt32LE(48_000 * channels * size, 8);
  format.writeUInt16LE(channels * size, 12);
  format.writeUInt16LE(bits, 14);
  if (extensible) format.writeUInt16LE(1, 24);
  const data = Buffer.alloc(samples.length * size);
  samples.forEach((sample, i) => data.writeIntLE(sample, i * size, size));
  const chunk = (name: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('LIST', Buffer.from('odd')),
    chunk('fmt ', format),
    chunk('data', data),
  ]);
  return chunk('RIFF', body);
}

const stereo = fc
  .array(fc.tuple(fc.float({ noNaN: true }), fc.float({ noNaN: true })), { maxLength: 50 })
  .map((frames) => ({
    sampleRate: 44_100,
    channels: [Float32Array.from(frames, ([left]) => left), Float32Array.from(frames, ([, right]) => right)],
  }));

describe('WAV', () => {
  it('comes back bit by bit from 32-bit float', () => {
    fc.assert(
      fc.property(stereo, (audio) => {
        expect(decodeWav(encodeWav(audio))).toEqual(audio);
      }),
    );
  });

  it('reads a view that begins inside a larger buffer', () => {
    const audio = { sampleRate: 8000, channels: [Float32Array.of(0.25, -2)] };
    const padded = Buffer.concat([Buffer.alloc(3), encodeWav(audio)]);
    expect(decodeWav(padded.subarray(3))).toEqual(audio);
  });

  it.each([false, true])('reads 16-bit PCM (extensible: %s)', (extensible) => {
    const audio = decodeWav(pcm(16, 2, [32_767, -32_768, 16_384, -1], extensible));
    expect(audio.sampleRate).toBe(48_000);
    expect(audio.channels.map((c) => Array.from(c))).toEqual([
      [32_767 / 32_768, 0.5],
      [-1, Math.fround(-1 / 32_768)],
    ]);
  });

  it('reads 24-bit PCM', () => {
    const [channel] = decodeWav(pcm(24, 1, [8_388_607, -8_388_608, 1, -1, 0x123456])).channels;
    expect(Array.from(channel, (x) => x * 8_388_608)).toEqual([8_388_607, -8_388_608, 1, -1, 0x123456]);
  });

  it('reads what is there of a cut-off file', () => {
    const whole = encodeWav({ sampleRate: 44_100, channels: [new Float32Array(100).fill(0.5)] });
    expect(decodeWav(whole.subarray(0, whole.length - 9)).channels[0].length).toBe(97);
  });

  it('refuses what is no WAV, or of another format', () => {
    const code = { code: 'not-audio' };
    const reads = (bytes: Uint8Array) => () => decodeWav(bytes);
    expect(reads(new Uint8Array(5))).toThrow(expect.objectContaining(code));
    expect(reads(Buffer.from('RIFF....WAVE'))).toThrow(expect.objectContaining(code));
    const mulaw = Uint8Array.from(pcm(16, 1, [1]));
    mulaw[Buffer.from(mulaw).indexOf('fmt ') + 8] = 7;
    expect(reads(mulaw)).toThrow(expect.objectContaining(code));
  });
});
