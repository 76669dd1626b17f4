import type { Config } from '../../../config.js';
import { searchRule } from '../../../mashability/conditions/matchRule.js';
import type { ChoiceOptions } from '../../../operators/choose/choiceOptions.js';
import { whileItChanges } from '../../../operators/match/changedMeanwhile.js';
import { note } from '../../note.js';
import { openScorers } from '../models/openScorers.js';
import type { State } from '../wiring/openState.js';

/** Where a mashup is chosen from, and how. */
export interface Choosing {
  readonly state: State;
  readonly config: Config;
}

/** Chooses by the scorer configured, which is closed afterwards; again where the clips change meanwhile. */
export async function withChoice<T>(
  { state, config }: Choosing,
  work: (options: ChoiceOptions) => Promise<T>,
): Promise<T> {
  const { catalogue } = state;
  const scorers = await openScorers({ config, state }, (text) => note(text, false));
  const { scorer, release } = scorers.take();
  const { shortlist, useDoubtful } = config;
  const options = {
    ...{ catalogue, scorer, shortlist, useDoubtful },
    ...{ rule: searchRule(config), selection: config },
  };
  try {
    return await whileItChanges(catalogue, () => work(options));
  } finally {
    release();
    await scorers.close();
  }
}
