import { searchRule } from '../../../mashability/conditions/matchRule.js';
import type { Clip } from '../../../domain/clip.js';
import type { Ranking } from '../../../domain/mashup.js';
import { scorerNameIn } from '../../../operators/match/matchOptions.js';
import { remarksOn } from '../../results/remarks/remarksOn.js';
import { whyNothing } from '../../results/remarks/whyNothing.js';
import { clipsById } from './clipsById.js';
import { allSongs } from './everySong.js';
import type { Scope } from './scopeOf.js';
import type { Session } from '../session/session.js';
import { tracksById } from './tracksById.js';

interface Looked {
  readonly scope: Scope;
  /** Rankings that were made for the choice of this run alone. */
  readonly aside: readonly Ranking[] | undefined;
  /** There is no mashup to show. */
  readonly empty: boolean;
}

interface Words {
  /** Why there is nothing to show, where there is nothing. */
  readonly nothing: readonly string[];
  readonly remarks: readonly string[];
}

/** What there is to say of the songs in scope. Others are read only where it is told who came nearest, or what was left out. */
export async function wordsOn({ config, state }: Session, { scope, aside, empty }: Looked): Promise<Words> {
  const { catalogue } = state;
  const named = scope.narrowed ? await tracksById(catalogue, scope.named) : await allSongs(catalogue);
  const own = await clipsById(
    catalogue,
    named.flatMap(({ clipIds }) => clipIds),
  );
  const rankings = aside ?? (await lonelyAmong(state, own, config.scorer));
  const alone = rankings.some(({ mashups }) => mashups.length === 0);
  const clips = scope.narrowed && (empty || alone) ? await clipsById(catalogue) : own;
  const nothing = async (): Promise<readonly string[]> =>
    whyNothing({
      tracks: await allSongs(catalogue),
      clips,
      named: scope.narrowed ? named : undefined,
      filters: config,
      rule: searchRule(config),
    });
  return {
    nothing: empty ? await nothing() : [],
    remarks: remarksOn({
      ...{ tracks: named, clips, rankings },
      ...{ useDoubtful: config.useDoubtful, rule: searchRule(config), selection: config },
    }),
  };
}

/** Voices whose ranking by the scorer is empty. */
async function lonelyAmong(
  { catalogue }: Session['state'],
  clips: ReadonlyMap<string, Clip>,
  scorer: string,
): Promise<readonly Pick<Ranking, 'seedClipId' | 'mashups'>[]> {
  const voices = [...clips.values()].filter(({ supplies }) => supplies.vocal);
  const states = await catalogue.bestOfSeeds(voices.map(({ clipId }) => clipId));
  return states
    .filter((state) => state.best === null && scorerNameIn(state.scorer) === scorer)
    .map(({ seedClipId }) => ({ seedClipId, mashups: [] }));
}
