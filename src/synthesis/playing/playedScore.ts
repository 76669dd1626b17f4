import type { Note, Score } from '../../domain/music/score.js';
import type { Random } from '../../domain/random.js';
import type { Bpm } from '../../domain/units.js';
import { normal } from '../rows/draws.js';
import type { BeatNote } from '../sung/songWindows.js';

const ticksPerBeat = 960;

interface Playing {
  /** General MIDI. */
  readonly program: number;
  readonly channel: number;
  readonly bpm: Bpm;
  readonly beats: number;
  readonly random: Random;
}

/** Notes as somebody plays them on an instrument: not quite on time and not equally loud. */
export function playedScore(
  notes: readonly (BeatNote & { readonly velocity?: number })[],
  { program, channel, bpm, beats, random }: Playing,
): Score {
  const end = beats * ticksPerBeat;
  // Up to some 10 ms.
  const looseness = random.range(0, 0.008) * (bpm / 60) * ticksPerBeat;
  const touch = random.range(60, 100);
  const events = notes.flatMap(({ from, to, pitch, velocity }): Note[] => {
    const at = Math.max(0, Math.round(from * ticksPerBeat + looseness * normal(random)));
    const until = Math.min(end, Math.round(to * ticksPerBeat));
    if (at >= until || pitch < 0 || pitch > 127) return [];
    const loudness = Math.round((velocity ?? touch) + 6 * normal(random));
    const velocityPlayed = Math.min(127, Math.max(1, loudness));
    return [{ kind: 'note', at, duration: until - at, pitch, velocity: velocityPlayed }];
  });
  const part = {
    ...{ name: '', channel },
    events: [
      { kind: 'program', at: 0, program } as const,
      ...events.toSorted((a, b) => a.at - b.at || a.pitch - b.pitch),
    ],
  };
  return { ticksPerBeat, parts: [part], tempi: [{ at: 0, bpm }], meters: [], end };
}
