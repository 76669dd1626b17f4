import type { Ranking } from '../../domain/mashup.js';
import { scorerNameIn } from '../../operators/matchOptions.js';
import type { TrackRecord } from '../../ports/catalogue.js';
import { remarksOn } from '../results/remarksOn.js';
import { whyNothing } from '../results/whyNothing.js';
import { clipsById } from './clipsById.js';
import type { Scope } from './scopeOf.js';
import type { Session } from './session.js';

interface Looked {
  readonly tracks: readonly TrackRecord[];
  readonly scope: Scope;
  /** Rankings that were made for the choice of this run alone. */
  readonly aside: readonly Ranking[] | undefined;
}

interface Words {
  /** Why nothing fits, should nothing fit. */
  readonly nothing: readonly string[];
  readonly remarks: readonly string[];
}

/** What there is to say of the songs in scope, of which facts of the clips are read, and no rankings. */
export async function wordsOn({ config, state }: Session, { tracks, scope, aside }: Looked): Promise<Words> {
  const clips = await clipsById(state.catalogue);
  const named = tracks.filter(({ trackId }) => scope.named.has(trackId));
  const voices = [...clips.values()].filter(({ supplies }) => supplies.vocal);
  const rankings =
    aside ??
    (await lonelyAmong(
      state,
      voices.map(({ clipId }) => clipId),
      config.scorer,
    ));
  return {
    nothing: whyNothing({
      tracks,
      clips,
      named: scope.narrowed ? named : undefined,
      filters: config,
      rule: config,
    }),
    remarks: remarksOn({
      ...{ tracks: scope.narrowed ? named : tracks, clips, rankings },
      ...{ useDoubtful: config.useDoubtful, rule: config, selection: config },
    }),
  };
}

/** Voices whose ranking by the scorer is empty. */
async function lonelyAmong(
  { catalogue }: Session['state'],
  seedClipIds: readonly string[],
  scorer: string,
): Promise<readonly Pick<Ranking, 'seedClipId' | 'mashups'>[]> {
  const states = await catalogue.bestOfSeeds(seedClipIds);
  return states
    .filter((state) => state.best === null && scorerNameIn(state.scorer) === scorer)
    .map(({ seedClipId }) => ({ seedClipId, mashups: [] }));
}
