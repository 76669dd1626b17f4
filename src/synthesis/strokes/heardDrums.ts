import type { Random } from '../../domain/random.js';
import type { Bpm } from '../../domain/units.js';
import { logRange, normal } from '../rows/draws.js';
import type { BeatStroke } from '../sung/songWindows.js';
import { drawDrumKit } from './drumKit.js';
import { strokeRows } from './strokeRows.js';

interface Hearing {
  readonly beats: number;
  readonly bpm: Bpm;
  readonly random: Random;
}

/** One of many ways in which drums may have been recorded, as drumOnsets hears them, [12 · beats, 2]: on some kit, more or less exact, louder or softer, in noise. */
export function heardDrums(strokes: readonly BeatStroke[], { beats, bpm, random }: Hearing): Float32Array {
  const beat = 60 / bpm;
  const kit = drawDrumKit(random);
  const [late, looseness] = [0.004 * normal(random), random.range(0, 0.008)];
  const struck = strokes.map(({ at, ...stroke }) =>
    kit({ ...stroke, at: at * beat + late + looseness * normal(random) }),
  );
  const level = 0.1 * Math.exp(0.5 * normal(random));
  return strokeRows(struck, { beats, bpm, level, noise: logRange(random, 1e-4, 5e-3), random });
}
