import type { Milliseconds } from '../../../domain/units.js';
import { silentObserver, type ModelObserver } from '../../../metrics.js';
import { termsOf } from '../../../operators/match/matchOptions.js';
import { warmScorer } from '../../../operators/match/warmScorer.js';
import type { Session } from '../session/session.js';
import { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import { followModel, type ModelFollower } from './followModel.js';

/** A version takes over when it has heard what the best voices need: so many of them … */
const mostVoices = 256;
/** … or for so long; it hears the rest as it is asked. */
const longestWarming: Milliseconds = 600_000;

const nothing: ModelFollower = { isBehind: () => false, stop: () => Promise.resolve() };

/** Follows the model that a session ranks by, where it is one that may be exchanged, until the session drains. */
export function followInSession(
  session: Pick<Session, 'config' | 'state' | 'names' | 'scorers' | 'terms' | 'view' | 'draining'>,
  observer: ModelObserver,
): ModelFollower {
  const { scorers, terms, view, draining, state, names } = session;
  if (!scorers.followed || !names.includes('match')) return nothing;
  const options = matchOptionsOf(session, silentObserver);
  const follower = followModel({
    ...{ followed: scorers.followed, scorers, terms, observer },
    say: (text) => view.note(text),
    termsOf: (scorer) => termsOf(options, scorer),
    warm: (scorer, goOn) => {
      const end = state.clock.now() + longestWarming;
      const goesOn = (): boolean => goOn() && state.clock.now() < end;
      return warmScorer(options, scorer, { most: mostVoices, goOn: goesOn });
    },
  });
  draining.addEventListener('abort', () => void follower.stop());
  return follower;
}
