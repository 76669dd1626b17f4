import type { Audio } from '../../domain/audio.js';
import type { Seconds } from '../../domain/units.js';
import { openWav } from './openWav.js';

export interface Range {
  readonly start: Seconds;
  readonly duration: Seconds;
}

/** A WAV file, or a range of it clipped to its length; only the range is held in memory. Errors: `not-audio`. */
export async function readWav(path: string, range?: Range): Promise<Audio> {
  const wav = await openWav(path);
  try {
    if (range === undefined) return await wav.read(0, wav.frames);
    const start = Math.round(range.start * wav.sampleRate);
    return await wav.read(start, Math.round((range.start + range.duration) * wav.sampleRate) - start);
  } finally {
    await wav.close();
  }
}
