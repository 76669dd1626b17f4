import type { Part } from '../../../domain/mashup.js';
import type { BeatRatio } from '../../../domain/music/beatRatio.js';

/** `half time`: the part's beats last two of the voice's; undefined where they are counted alike. */
export const timeFeel = (ratio: BeatRatio = 1): string | undefined =>
  ratio === 1 ? undefined : ratio === 2 ? 'half time' : 'double time';

/** `0.98`, `0.98 half`: how much faster a part is played than in its song; 1.00 for one that is left out. */
export function stretchText(part: Pick<Part, 'stretch' | 'beatRatio'> | undefined): string {
  const feel = timeFeel(part?.beatRatio);
  return `${(part?.stretch ?? 1).toFixed(2)}${feel === undefined ? '' : ` ${feel.split(' ')[0]}`}`;
}
