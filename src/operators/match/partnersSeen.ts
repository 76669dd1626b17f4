import { createHash } from 'node:crypto';
import type { Clip } from '../../domain/clip.js';
import { voiceProblems } from '../../domain/music/voice.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { ClipStamp } from '../../ports/seedState.js';
import type { PartRole } from '../../ports/scorer.js';
import type { MatchOptions } from './matchOptions.js';
import { askedAll } from './askedAll.js';
import { partnersOf } from './partnerQueries.js';

/** The partners of a seed as a search found them, nearest first. */
export type PartnersSeen = Readonly<Record<PartRole, readonly ClipStamp[]>>;

export const nobodySeen: PartnersSeen = { harmonic: [], percussion: [] };

/** Which seeds may have partners. */
export interface SeedRule extends Pick<MatchOptions, 'useDoubtful'> {
  /** Somebody named the voices: how much they sing is not looked at. */
  readonly voicesNamed?: boolean;
}

/** May the seed have partners at all? Doubtful ones, and voices that hardly carry a mashup (voiceProblems), only where asked for. */
export const hasPartners = (seed: Clip, { useDoubtful, voicesNamed = false }: SeedRule): boolean =>
  seed.grid.meter !== null &&
  (useDoubtful || (seed.trusted && (voicesNamed || voiceProblems(seed).length === 0)));

interface Rules extends Pick<MatchOptions, 'useDoubtful' | 'rule'> {
  readonly catalogue: Pick<Catalogue, 'queryStamps'>;
}

/** The partners that a search would find now. */
export async function partnersNow(options: Rules, seed: Clip): Promise<PartnersSeen> {
  if (!hasPartners(seed, options)) return nobodySeen;
  const of = (role: PartRole): Promise<readonly ClipStamp[]> =>
    askedAll(partnersOf(seed, role, options), (query) => options.catalogue.queryStamps(query));
  return { harmonic: await of('harmonic'), percussion: await of('percussion') };
}

/** One short text for all that was seen. */
export const digestOfPartners = ({ harmonic, percussion }: PartnersSeen): string =>
  createHash('sha256')
    .update(
      JSON.stringify([harmonic, percussion].map((all) => all.map(({ clipId, digest }) => [clipId, digest]))),
    )
    .digest('hex')
    .slice(0, 16);
