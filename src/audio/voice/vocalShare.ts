import { vocalFrames } from './vocalFrames.js';

/** Share of the time, 0 … 1, in which a separated vocals stem holds a voice; both signals mono, of equal length. */
export function vocalShare(vocals: Float32Array, mix: Float32Array, sampleRate: number): number {
  const { sounding } = vocalFrames(vocals, mix, sampleRate);
  return sounding.length > 0 ? sounding.reduce((sum, x) => sum + x, 0) / sounding.length : 0;
}
