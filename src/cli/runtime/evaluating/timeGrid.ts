import type { Seconds } from '../../../domain/units.js';
import type { Corrections } from '../../songs/correctionsSchema.js';
import { sidecarOf } from '../../songs/sidecarOf.js';
import type { Song } from '../../songs/song.js';

/** Half a second a beat, and bars of four: sixteen bars last 32 s. */
const beat: Seconds = 0.5;
const meter = 4;

/** Beats of a fixed grid over a song of at most `longest` seconds, in place of its own. */
export const timeGrid = (longest: Seconds): Corrections => ({
  ...{ bpm: 60 / beat, meter, firstDownbeat: 0 },
  beats: Array.from({ length: Math.floor(longest / beat) + 1 }, (_, i) => i * beat),
});

/** Ready stems with a truth that says nothing of beats: they are compared on a grid of time. A sidecar that cannot be read is told later, where the song is published. */
export async function lacksBeats(song: Song): Promise<boolean> {
  if (song.kind !== 'stems') return false;
  const known = await sidecarOf(song).catch(() => undefined);
  return (
    known !== undefined &&
    known.bpm === undefined &&
    known.firstDownbeat === undefined &&
    known.beats === undefined &&
    known.downbeats === undefined
  );
}
