import { shortMessage } from '../../../domain/text/shortText.js';
import type { Place } from '../../../ports/log.js';
import type { OutcomeFailure } from '../../results/reports/outcomeJson.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import { clipsById } from './clipsById.js';
import { lettersSince } from './lettersSince.js';
import type { State } from '../wiring/openState.js';

/** Topics of matching, keyed by clip. */
const matching = ['clips', 'rerank'];

/** Clips that could not be matched or ranked since that place among the dead letters, though their songs went well. */
export async function rankingFailures(
  { log, catalogue }: Pick<State, 'log' | 'catalogue'>,
  since: Place,
): Promise<readonly OutcomeFailure[]> {
  const letters = await lettersSince(log, matching, since);
  const clips = await clipsById(
    catalogue,
    letters.map(({ key }) => key),
  );
  return letters.map(({ key, headers }) => {
    const source = clips.get(key)?.source;
    return {
      name: `ranking of ${source ? sourceName(source) : key}`,
      code: headers['error.code'],
      message: shortMessage(headers['error.message']),
    };
  });
}
