import type { Config } from '../../../config.js';
import type { RankingView } from '../../results/best/rankingView.js';
import { renderedFolder } from '../rendering/renderedFolder.js';

export interface ViewOptions {
  readonly config: Pick<Config, 'out'>;
  /** Tell why each mashup scored as it did. */
  readonly explain: boolean;
}

interface Seen extends Pick<RankingView, 'clips' | 'mashups'> {
  /** Name of the scorer. */
  readonly scorer: string;
}

/** Mashups as `watch` shows them: with the folders in which they lie rendered, and with reasons where those were asked for. */
export const rankingViewOf = (
  { config, explain }: ViewOptions,
  { scorer, clips, mashups }: Seen,
): RankingView => ({
  mashups,
  clips,
  pathOf: (mashup) => renderedFolder(config.out, mashup, clips),
  ...(explain && { explain: scorer }),
});
