import { keyShift } from '../../src/domain/music/keyShift.js';
import { afterEach, beforeEach } from 'vitest';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteCatalogue } from '../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { silentObserver } from '../../src/metrics.js';
import { methodRule } from '../../src/mashability/conditions/matchRule.js';
import type { MatchOptions } from '../../src/operators/match/matchOptions.js';
import type { Clip } from '../../src/domain/clip.js';
import type { Scorer } from '../../src/ports/scorer.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { clipOf, type ClipShape } from './clips.js';
import { plainScorer } from './plainScorer.js';
import { oneTerms } from './matchOptions.js';
import { manualClock } from './manualClock.js';

export interface MatchWorld extends MatchOptions {
  /** The one that its scorers lend. */
  readonly scorer: Scorer;
  /** What a part is worth, by clip id; 0 where none is named. */
  readonly worth: Record<string, number>;
  /** Enters clips in the catalogue; resolves to them as stored. */
  enter(shapes: Readonly<Record<string, ClipShape>>): Promise<readonly Clip[]>;
  clip(clipId: string): Promise<Clip>;
}

/** The options of the match stages over a fresh catalogue before each test; parts are scored by `worth`, at the shift of their keys. */
export function matchWorld(): () => MatchWorld {
  let world: MatchWorld;
  let close = (): void => undefined;
  beforeEach(() => {
    const database = openDatabase(':memory:');
    close = () => database.close();
    const catalogue = sqliteCatalogue(database);
    const worth: Record<string, number> = {};
    const of = ({ clipId }: Clip): number => worth[clipId] ?? 0;
    const clip = async (clipId: string): Promise<Clip> => {
      const found = await catalogue.getClip(clipId);
      if (!found) throw new Error(`there is no clip ${clipId}`);
      return found;
    };
    const scorer = plainScorer({
      name: 'worth',
      // At the shift of the keys; far less at any other.
      preScore: ({ clip, seed, role, shift }) =>
        of(clip) - (role === 'harmonic' ? 100 * Math.abs(shift - keyShift(clip.key, seed.key)) : 0),
      score: (harmonic, percussion) => ({
        score: of(harmonic.clip) + of(percussion) / 10,
        axes: { harmonic: of(harmonic.clip) },
      }),
    });
    world = {
      observer: silentObserver,
      clock: manualClock(),
      catalogue,
      scorer,
      scorers: holdScorer(scorer),
      terms: oneTerms,
      shortlist: 2,
      rankingSize: 10,
      runSeed: '1',
      featuresVersion: 'test',
      useDoubtful: false,
      rule: methodRule,
      enoughPartners: 1,
      worth,
      clip,
      async enter(shapes) {
        const clips: Clip[] = [];
        for (const [clipId, shape] of Object.entries(shapes)) {
          await catalogue.putClip(clipOf(clipId, shape));
          clips.push(await clip(clipId));
        }
        return clips;
      },
    };
  });
  afterEach(() => close());
  return () => world;
}
