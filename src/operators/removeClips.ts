import { from } from 'rxjs';
import type { Output } from './output.js';
import { stage, type Stage, type StageOptions } from './stage.js';
import type { RemovedClips } from './trackWork.js';

/** Announces that clips are gone, and withdraws the rankings and reranks of their seeds. */
export function removeClips(options: StageOptions): Stage<RemovedClips, Output> {
  return stage('remove', options, ({ clipIds }) =>
    from(
      clipIds.flatMap((key): Output[] => [
        { topic: 'clips', key, value: null },
        { topic: 'mashups', key, value: null },
        { topic: 'rerank', key, value: null },
      ]),
    ),
  );
}
