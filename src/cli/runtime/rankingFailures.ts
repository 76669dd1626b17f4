import { shortMessage } from '../../domain/text/shortText.js';
import type { Milliseconds } from '../../domain/units.js';
import type { OutcomeFailure } from '../results/outcomeJson.js';
import { sourceName } from '../results/sourceName.js';
import { newest } from '../songs/publishSongs.js';
import { clipsById } from './clipsById.js';
import type { State } from './openState.js';

/** Topics of matching, keyed by clip. */
const matching = ['clips', 'rerank'];

/** Clips that could not be matched or ranked since then, though their songs went well. */
export async function rankingFailures(
  { log, catalogue }: Pick<State, 'log' | 'catalogue'>,
  since: Milliseconds,
): Promise<readonly OutcomeFailure[]> {
  const letters = [...(await newest(log, 'dead-letters'))].filter(
    ([, { headers, timestamp }]) => matching.includes(headers['error.topic']) && timestamp >= since,
  );
  const clips = await clipsById(
    catalogue,
    letters.map(([clipId]) => clipId),
  );
  return letters.map(([clipId, { headers }]) => {
    const source = clips.get(clipId)?.source;
    return {
      name: `ranking of ${source ? sourceName(source) : clipId}`,
      code: headers['error.code'],
      message: shortMessage(headers['error.message']),
    };
  });
}
