import { camelot } from '../../../domain/music/camelot.js';
import type { Clip } from '../../../domain/clip.js';
import { keyName } from '../../../domain/music/key.js';
import type { Ranking } from '../../../domain/mashup.js';
import { printable } from '../../text/printable.js';
import { isUsed } from '../remarks/isUsed.js';
import { weakVoiceText } from '../remarks/weakVoiceRemark.js';
import type { RankingView } from './rankingView.js';
import { resultObject } from '../rows/resultObject.js';
import { resultText, type ResultOutput } from '../rows/resultText.js';
import { sourceName } from '../mashup/sourceName.js';
import { wholeRows } from '../rows/wholeRows.js';

export interface RankingOutput extends ResultOutput {
  readonly useDoubtful: boolean;
  /** Of a voice without a partner: who came nearest (missText). */
  readonly nearest?: string | undefined;
}

/** The ranking of one voice as far as the view holds it, with a heading; for programs one line of type `ranking`. Where there is nothing it tells the reason. */
export function rankingText(
  {
    seedClipId,
    scorer,
    revision,
    mashups: all,
  }: Pick<Ranking, 'seedClipId' | 'scorer' | 'revision' | 'mashups'>,
  view: RankingView,
  output: RankingOutput,
): string {
  const rows = wholeRows(view);
  const seed = view.clips.get(seedClipId);
  if (output.json) {
    const voice = seed && sourceName(seed.source);
    const mashups = rows.map(resultObject);
    const reason = rows.length === 0 ? whyNone(seed, all.length, output) : undefined;
    return JSON.stringify({ type: 'ranking', seedClipId, voice, scorer, revision, mashups, reason });
  }
  const about = seed ? describe(seed) : seedClipId;
  if (rows.length === 0) return `${about}: ${whyNone(seed, all.length, output)}`;
  return `${about} (by ${scorer.name}):\n${resultText(rows, output)}`;
}

function whyNone(seed: Clip | undefined, ranked: number, { useDoubtful, nearest }: RankingOutput): string {
  if (ranked > 0)
    return `none of its ${ranked} ranked mashups is shown: songs of all of them are left out or gone`;
  if (seed && !isUsed(seed, useDoubtful))
    return `not used (${seed.doubts.join(', ')}); correct it by a sidecar file, or publish it with what you know`;
  const weak = seed && !useDoubtful ? weakVoiceText(seed) : '';
  if (weak !== '') return `not taken as a voice unless it is named: ${weak}`;
  return `no partner within the key and tempo rule${nearest === undefined ? '' : `; the nearest: ${printable(nearest)}`}`;
}

const describe = ({ source, key, grid }: Clip): string =>
  `${printable(sourceName(source))}, ${keyName(key)} ${camelot(key)}, ${grid.bpm.toFixed(1)} bpm`;
