import type { Random } from '../../domain/random.js';
import type { Bpm } from '../../domain/units.js';
import type { SongWindow } from '../sung/songWindows.js';
import type { Groove } from './groove.js';

/**
 * A window with drums from one of the grooves that are long enough, in its meter and near its tempo (method §2; at any where the song tells none): some of its bars,
 * from a bar line on, drawn. They can teach meter and phase, never which drums suit a song. A window that has drums, or that none suits, stays as it is.
 */
export function withDrums(window: SongWindow, grooves: readonly Groove[], random: Random): SongWindow {
  const { meter, beats, bpm } = window;
  if (window.drums) return window;
  const fit = grooves.filter(
    (groove) =>
      groove.meter === meter && groove.beats >= beats && (bpm === undefined || isNear(bpm, groove.bpm)),
  );
  const groove = random.pick(fit);
  if (!groove) return window;
  const from = meter * random.int((groove.beats - beats) / meter + 1);
  const strokes = groove.strokes
    .filter(({ at }) => at >= from && at < from + beats)
    .map((stroke) => ({ ...stroke, at: stroke.at - from }));
  return { ...window, drums: { strokes, paired: true } };
}

/** The rule of the method for tempi (§2). */
const isNear = (song: Bpm, groove: Bpm): boolean => song / groove >= 0.8 && song / groove <= 1.2;
