import { readShard } from '../../../adapters/training/shards.js';
import type { DualEncoder } from '../../../adapters/networks/dualEncoder.js';
import { semitones } from '../../../audio/semitones/semitoneGrid.js';
import type { Split } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';
import { dualFit } from '../../../model/dual/dualFit.js';
import { shiftToC } from '../../../model/dual/placedRows.js';
import { encodedRoles, encodingSize, type EncodedRole } from '../../../model/networks/dualNet.js';
import type { TrainingWindow } from '../../../model/training/trainingSet.js';
import type { PairScores } from '../../../ports/trainer.js';

/** Windows that are looked at: all pairs of them. */
const looked = 12;
/** Both compute in float32, in another order. */
const allowed = 1e-3;

export interface ExportCheck {
  /** Files of training windows, as the trainer has read them. */
  readonly shards: readonly string[];
  readonly split: Split;
  /** What the trainer said of that part. */
  readonly scores: PairScores;
  readonly encoder: DualEncoder;
}

/** The largest difference between scores of the exported encoders and the trainer's own. Error: `internal` where they differ by more than rounding. */
export async function checkExport({ shards, split, scores, encoder }: ExportCheck): Promise<number> {
  const all: TrainingWindow[] = [];
  for (const shard of shards)
    all.push(...(await readShard(shard)).filter((window) => window.split === split));
  const length = Math.min(...all.map(({ vocal }) => vocal.length));
  const windows = all.slice(0, looked);
  const encoded = (role: EncodedRole): Promise<readonly Float32Array[]> =>
    encoder.encode(
      windows.map((window) => {
        return { role, rows: window[role].subarray(0, length), shift: shiftToC(window.relativeMajor) };
      }),
    );
  const [voices, harmonies] = await Promise.all(encodedRoles.map(encoded));
  const apart = voices.flatMap((voice, i) =>
    harmonies.map((harmony, j) =>
      Math.abs(dualFit(voice, harmony, encodingSize) - scores.scores[i * all.length + j]),
    ),
  );
  const most = Math.max(...apart);
  if (most <= allowed) return most;
  throw new PipelineError(
    'internal',
    `Checking a model: its exported encoders score ${most.toFixed(4)} apart from the trainer (${length / semitones} rows). Nothing was published; report this with the folder of the training.`,
  );
}
