import type { Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import type { Semitones } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import { chooseNamed } from '../../../operators/choose/chooseNamed.js';
import type { ChoiceOptions } from '../../../operators/choose/choiceOptions.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';
import { refuse } from '../../refuse.js';
import type { NamesOfRoles } from '../../results/remarks/chosenFacts.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import { printable } from '../../text/printable.js';
import { songsNamed, type SongsNamed } from '../../words/songsNamed.js';
import { chosenMashup, type ChosenMashup } from './chosenMashup.js';
import { withChoice, type Choosing } from './withChoice.js';

/** Words that name the parts besides the voice, which the configuration names. */
export interface PairWords {
  readonly harmonic: readonly string[];
  /** None: drums are chosen. */
  readonly percussion: readonly string[];
  readonly shift?: Semitones | undefined;
}

/**
 * The best mashup of songs that words name, whether it could be ranked or not. Errors: `bad-config` for words that name no song, or none that
 * has such a part; `not-found` where there are no drums for it.
 */
export async function namedPair(choosing: Choosing, words: PairWords): Promise<ChosenMashup> {
  const { config, state } = choosing;
  const { vocal, exclude } = config;
  const { harmonic, percussion: drums, shift } = words;
  const songs = await songsNamed(state.catalogue, { vocal, harmonic, percussion: drums, exclude });
  return withChoice(choosing, async (options) => {
    const clips = await clipsOf(options, songs);
    const percussion = drums.length === 0 ? undefined : clips.percussion;
    const chosen = await chooseNamed(options, { ...clips, percussion, shift });
    if (!chosen) throw noDrums(songs);
    const taken = { vocal: chosen.seed, harmonic: chosen.harmonic.clip, percussion: chosen.percussion };
    return chosenMashup(chosen, { config, options, others: othersOf(songs, taken) });
  });
}

const parts = { vocal: 'voice', harmonic: 'harmony', percussion: 'drums' } as const;
const named = ['vocal', 'harmonic', 'percussion'] as const;

/** The clips of the songs that supply their roles. */
async function clipsOf(
  options: ChoiceOptions,
  songs: SongsNamed,
): Promise<Readonly<Record<Role, readonly Clip[]>>> {
  const problems: string[] = [];
  const clips: Record<Role, readonly Clip[]> = { vocal: [], harmonic: [], percussion: [] };
  for (const role of named) {
    const tracks = songs[role];
    const all = await options.catalogue.getClips(tracks.flatMap(({ clipIds }) => clipIds));
    const able = all.filter(({ supplies }) => supplies[role]);
    clips[role] = able.filter(({ featuresVersion }) => featuresVersion === options.scorer.features);
    if (tracks.length > 0 && clips[role].length === 0)
      problems.push(`--${role}: ${whyNone(role, tracks, { all, able })}`);
  }
  return problems.length > 0 ? refuse(problems) : clips;
}

interface Had {
  readonly all: readonly Clip[];
  /** Those that supply the role. */
  readonly able: readonly Clip[];
}

function whyNone(role: Role, tracks: readonly TrackRecord[], { all, able }: Had): string {
  const names = tracks.map(({ source }) => printable(sourceName(source))).join(', ');
  if (all.length === 0) return `nothing of ${names} is indexed yet; run it first`;
  if (able.length === 0) return `${names} ${tracks.length === 1 ? 'has' : 'have'} no ${parts[role]} to use`;
  return `${names} ${tracks.length === 1 ? 'was' : 'were'} analysed by another version; run it again`;
}

/** Of each role the songs that the words name as well. */
const othersOf = (songs: SongsNamed, taken: Readonly<Record<Role, Clip>>): NamesOfRoles =>
  Object.fromEntries(
    named.flatMap((role) => {
      const others = songs[role].filter(({ trackId }) => trackId !== taken[role].trackId);
      return others.length === 0 ? [] : [[role, others.map(({ source }) => sourceName(source))]];
    }),
  );

const noDrums = ({ vocal, harmonic }: SongsNamed): PipelineError => {
  const [voice, harmony] = [vocal, harmonic].map((songs) =>
    songs.map(({ source }) => sourceName(source)).join(', '),
  );
  return new PipelineError(
    'not-found',
    `Choosing drums for ${voice} over ${harmony}: none keep to the rule, and ${harmony} has none of its own. Name some by --percussion.`,
  );
};
