import { createHash } from 'node:crypto';
import type { Clip } from '../../domain/clip.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { ClipStamp } from '../../ports/seedState.js';
import type { PartRole } from '../../ports/scorer.js';
import type { MatchOptions } from './matchOptions.js';
import { partnersOf } from './partnerQueries.js';

/** The partners of a seed as a search found them, nearest first. */
export type PartnersSeen = Readonly<Record<PartRole, readonly ClipStamp[]>>;

export const nobodySeen: PartnersSeen = { harmonic: [], percussion: [] };

/** May the seed have partners at all? */
export const hasPartners = (seed: Clip, { useDoubtful }: Pick<MatchOptions, 'useDoubtful'>): boolean =>
  seed.grid.meter !== null && (seed.trusted || useDoubtful);

interface Rules extends Pick<MatchOptions, 'useDoubtful' | 'rule'> {
  readonly catalogue: Pick<Catalogue, 'queryStamps'>;
}

/** The partners that a search would find now. */
export async function partnersNow(options: Rules, seed: Clip): Promise<PartnersSeen> {
  if (!hasPartners(seed, options)) return nobodySeen;
  const of = (role: PartRole): Promise<readonly ClipStamp[]> =>
    options.catalogue.queryStamps(partnersOf(seed, role, options));
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
