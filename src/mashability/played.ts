import type { Clip } from '../domain/clip.js';
import type { Part } from '../domain/mashup.js';
import { beatRatio, countedBeats, type BeatRatio } from '../domain/music/beatRatio.js';
import type { Grid } from '../domain/music/grid.js';
import type { Role } from '../domain/role.js';
import type { Bpm, Seconds } from '../domain/units.js';

/** Which bars of a clip are played in a role, and how its beats are counted. */
export type Played = Pick<Part, 'startBar' | 'beatRatio'>;

interface Starting {
  readonly clipId: string;
  readonly starts?: Clip['starts'];
}

interface Tempered extends Starting {
  readonly grid: { readonly bpm: Bpm };
}

/** The bar of its grid from which on a clip plays a role. Under its own voice every part begins with that. */
export const startBarOf = ({ starts }: Pick<Starting, 'starts'>, role: Role): number => starts?.[role] ?? 0;

/** How a clip is played under a voice in a search: from its own start on, or with its own voice; in half or double time where that is nearer. */
export const playedUnder = (seed: Tempered, clip: Tempered, role: Role): Played => ({
  ...playedAsIs(seed, clip, role),
  ...ratioField(beatRatio(seed.grid.bpm, clip.grid.bpm)),
});

/** The same with the beats as they are. */
export const playedAsIs = (seed: Starting, clip: Starting, role: Role): Played =>
  clip.starts ? { startBar: startBarOf(clip, seed.clipId === clip.clipId ? 'vocal' : role) } : {};

const ratioField = (ratio: BeatRatio): Pick<Part, 'beatRatio'> => (ratio === 1 ? {} : { beatRatio: ratio });

type Barred = Pick<Clip, 'grid' | 'bars' | 'starts'>;

/** The grid of the bars of a clip that are compared, from a bar on: bars · meter + 1 beats, on the clock of its audio. */
export function unitGrid({ grid, bars, starts }: Barred, startBar: number): Grid {
  const { meter, beats, downbeats } = grid;
  if (!starts || meter === null) return grid;
  const [from, count] = [startBar * meter, bars * meter];
  return {
    ...grid,
    beats: beats.slice(from, from + count + 1),
    downbeats: downbeats.map((beat) => beat - from).filter((beat) => beat >= 0 && beat < count),
  };
}

/** The grid of a voice, on which everything else is laid. */
export const voiceGrid = (clip: Barred): Grid => unitGrid(clip, startBarOf(clip, 'vocal'));

/** The beats of a part as it is played, in beats of the voice; parts of earlier versions do not say where they start. */
export function playedBeats(clip: Barred, part: Pick<Part, 'role'> & Played): readonly Seconds[] {
  const { startBar = startBarOf(clip, part.role), beatRatio: ratio = 1 } = part;
  return countedBeats(unitGrid(clip, startBar).beats, ratio);
}
