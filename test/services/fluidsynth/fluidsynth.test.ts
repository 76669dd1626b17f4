import { readdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fluidsynth } from '../../../src/adapters/fluidsynth/fluidsynth.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { PipelineError } from '../../../src/errors.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { drums, lead, note, part, scoreOf, ticksPerBeat } from '../../synthesis/madeScore.js';
import { describeUnless } from '../describeOn.js';
import { installFluidsynth } from './installFluidsynth.js';

const at = temporaryDirectory();
const sounds = await installFluidsynth().catch((error: unknown) => PipelineError.from(error).message);

describeUnless(typeof sounds === 'string' ? sounds : undefined, 'fluidsynth', () => {
  const soundFont = sounds[0];
  const play = async (
    score: Parameters<typeof scoreOf>,
    duration: number,
    name: string,
  ): Promise<Float32Array> => {
    await fluidsynth().synthesize({ score: scoreOf(...score), soundFont, output: at(name), duration });
    const { channels, sampleRate } = await readWav(at(name));
    expect([channels.length, sampleRate]).toEqual([2, 44_100]);
    return channels[0];
  };

  it('plays each beat within 5 ms of where it is written, and just as long as asked', async () => {
    const sticks = drums(8).events.flatMap((event) =>
      event.kind === 'note' ? [{ ...event, pitch: 37 }] : [],
    );
    const sound = await play([[part('sticks', 9, sticks)], 8], 16, 'sticks.wav');
    expect(sound.length).toBe(16 * 44_100);
    for (const beat of [0, 1, 13, 30]) {
      const from = Math.round(beat * 0.5 * 44_100);
      const stroke = sound.subarray(from, from + 8000);
      const loudest = stroke.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      expect(stroke.findIndex((x) => Math.abs(x) > 0.1 * loudest)).toBeLessThan(0.005 * 44_100);
      // Nothing of it before.
      expect(Math.abs(sound[Math.max(0, from - 10)])).toBeLessThan(0.1 * loudest);
    }
  });

  it('is silent beyond what is written, and cuts off what is longer than asked', async () => {
    const sound = await play([[part('short', 0, [note(0, 60, ticksPerBeat)])], 2], 12, 'short.wav');
    expect(sound.length).toBe(12 * 44_100);
    expect(sound.subarray(11 * 44_100).every((x) => x === 0)).toBe(true);
    expect((await play([[lead(16)], 16], 1, 'cut.wav')).length).toBe(44_100);
  });

  it('leaves nothing behind when it is stopped, cannot play, or would not end', async () => {
    const job = { score: scoreOf([lead(16)], 16), soundFont, output: at('none.wav'), duration: 32 };
    await expect(fluidsynth().synthesize(job, AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
    const missing = { ...job, soundFont: at('nowhere.sf2') };
    await expect(fluidsynth().synthesize(missing)).rejects.toMatchObject({ code: 'not-found' });
    await writeFile(at('broken.sf2'), 'no sounds');
    await expect(fluidsynth().synthesize({ ...job, soundFont: at('broken.sf2') })).rejects.toBeInstanceOf(
      PipelineError,
    );
    // A note of a week.
    const endless = scoreOf([part('long', 0, [note(0, 60, 100_000_000)])], 300_000);
    await expect(fluidsynth({ limit: 30 }).synthesize({ ...job, score: endless })).rejects.toMatchObject({
      code: expect.stringMatching(/refused-input|timeout/) as string,
    });
    await expect(fluidsynth({ program: 'fluidsynth-of-nobody' }).synthesize(job)).rejects.toMatchObject({
      code: 'missing-program',
    });
    expect((await readdir(at('.'))).filter((name) => name.startsWith('none.wav'))).toEqual([]);
  }, 60_000);
});
