import { randomFrom } from '../../src/domain/random.js';

/** Chords of rich tones held for two seconds each, with a slow chorus: what is no voice though a vocals stem may hold it. */
export function holdPad(seconds: number, level: number, sampleRate = 44_100): Float32Array {
  const signal = new Float32Array(Math.round(seconds * sampleRate));
  const random = randomFrom('pad');
  const chords = [
    [48, 60, 64, 67],
    [45, 57, 60, 64],
    [53, 60, 65, 69],
    [43, 59, 62, 67],
  ];
  for (let chord = 0; chord * 2 < seconds; chord++)
    for (const note of chords[chord % 4])
      for (const detune of [-4, 5])
        for (let h = 1; h <= 8; h++) {
          const hz = h * 440 * 2 ** ((note - 69 + detune / 100) / 12);
          const phase = 2 * Math.PI * random.next();
          const from = Math.round(chord * 2 * sampleRate);
          const to = Math.min(signal.length, from + 2 * sampleRate);
          for (let i = from; i < to; i++) {
            const edge = Math.min(1, (i - from) / 4000, (to - i) / 4000);
            signal[i] += ((0.2 * edge) / h) * Math.sin((2 * Math.PI * hz * i) / sampleRate + phase);
          }
        }
  const rms = Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / signal.length);
  return signal.map((x) => (level * x) / rms);
}
