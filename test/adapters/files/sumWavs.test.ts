import { describe, expect, it } from 'vitest';
import { createWav } from '../../../src/adapters/files/createWav.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { sumWavs } from '../../../src/adapters/files/sumWavs.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();

async function wav(name: string, ...channels: Float32Array[]): Promise<string> {
  const sink = await createWav(directory(name), { sampleRate: 44_100, channels: channels.length });
  await sink.append(channels);
  await sink.close();
  return directory(name);
}

describe('sumWavs', () => {
  it('adds sample by sample, to the end of the longest, across blocks', async () => {
    const length = (1 << 18) + 1000;
    const long = Float32Array.from({ length }, (_, i) => Math.sin(i));
    const short = Float32Array.from({ length: 500 }, (_, i) => Math.cos(i));
    const inputs = [
      await wav('a.wav', short, short),
      await wav(
        'b.wav',
        long,
        long.map((x) => -x),
      ),
    ];
    await sumWavs(inputs, directory('sum.wav'));
    const { channels } = await readWav(directory('sum.wav'));
    expect(channels.map((channel) => channel.length)).toEqual([length, length]);
    for (const at of [0, 499, 500, (1 << 18) - 1, 1 << 18, length - 1]) {
      const more = at < 500 ? short[at] : 0;
      expect(channels[0][at]).toBe(Math.fround(more + long[at]));
      expect(channels[1][at]).toBe(Math.fround(more - long[at]));
    }
  });

  it('of one file is that file', async () => {
    const sound = Float32Array.from({ length: 100 }, (_, i) => i / 100);
    await sumWavs([await wav('one.wav', sound)], directory('same.wav'));
    expect((await readWav(directory('same.wav'))).channels).toEqual([sound]);
  });

  it('leaves nothing behind when it is stopped, or a file is missing', async () => {
    const stop = AbortSignal.abort();
    const input = await wav('one.wav', new Float32Array(10));
    await expect(sumWavs([input], directory('x.wav'), stop)).rejects.toMatchObject({ code: 'aborted' });
    await expect(sumWavs([input, directory('none.wav')], directory('x.wav'))).rejects.toThrow(/ENOENT/);
    await expect(readWav(directory('x.wav'))).rejects.toThrow(/ENOENT/);
  });
});
