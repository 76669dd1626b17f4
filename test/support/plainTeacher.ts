import { begunTrainings, type TrainingStores } from '../../src/adapters/networks/registry/begunTrainings.js';
import { modelRegistry, type RegistryStores } from '../../src/adapters/networks/registry/modelRegistry.js';
import type { Clip } from '../../src/domain/clip.js';
import { splitOf } from '../../src/domain/learning/split.js';
import type { RetrainOptions } from '../../src/operators/retrain/retrainOptions.js';
import type { Models } from '../../src/ports/models.js';
import type { Lesson, TaughtModel, Teacher } from '../../src/ports/teacher.js';
import type { PairScores } from '../../src/ports/trainer.js';

export interface PlainTeacherOptions extends TrainingStores {
  readonly models: Models;
  readonly steps?: number;
  /** Learns the contrary. */
  readonly backwards?: boolean;
  /** Called before each step. */
  readonly onStep?: (step: number) => Promise<void> | void;
}

export interface PlainTeacher extends Teacher {
  /** Steps made, of all trainings. */
  readonly steps: () => number;
}

/** A model of one weight w: a voice and a harmony score −w · |difference of their tempi|. */
const score = (w: number, voice: Clip, harmony: Clip): number =>
  -w * Math.abs(voice.grid.bpm - harmony.grid.bpm);

const encoded = (w: number): Uint8Array => new TextEncoder().encode(JSON.stringify(w));
const decoded = (bytes: Uint8Array | undefined): number =>
  bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as number) : 0;

function pairs(lesson: Lesson, w: number, split: 'train' | 'test'): PairScores {
  const all = lesson.songs
    .filter((song) => song.split === split)
    .flatMap(({ composition, clips }) => clips.map((clip) => ({ composition, clip })));
  return {
    compositions: all.map(({ composition }) => composition),
    scores: Float32Array.from(all.flatMap((a) => all.map((b) => score(w, a.clip, b.clip)))),
  };
}

/** The slope of InfoNCE (each voice is to pick its own harmony) by w. */
function slope(lesson: Lesson, w: number): number {
  const { compositions, scores } = pairs(lesson, 1, 'train');
  const n = compositions.length;
  let sum = 0;
  for (let i = 0; i < n; i += 1) {
    const row = [...scores.subarray(i * n, (i + 1) * n)];
    const parts = row.map((x) => Math.exp(w * x));
    const total = parts.reduce((a, b) => a + b, 0);
    sum += row[i] - row.reduce((mean, x, j) => mean + (x * parts[j]) / total, 0);
  }
  return sum / n;
}

/** Teaches one weight by gradient steps, in this process; checkpoints lie where those of networks do. */
export function plainTeacher(options: PlainTeacherOptions): PlainTeacher {
  const { models, steps = 8, backwards = false, onStep } = options;
  const kept = begunTrainings(options);
  let made = 0;
  const teach: Teacher['teach'] = async (lesson, { goesOn, progress }) => {
    const { name, request, upTo, parent } = lesson;
    const first = parent && decoded((await models.files(parent)).get('weight.json'));
    const training = { name, request, upTo, id: `${request} ${parent?.version ?? ''}` };
    const begun = await kept.begun(name);
    const files = begun?.id === training.id ? await kept.checkpoints(begun) : undefined;
    let { step, w } = {
      step: decoded(files?.get('step')),
      w: files ? decoded(files.get('w')) : (first ?? 0),
    };
    for (; step < steps; step += 1) {
      if (!goesOn()) return undefined;
      await onStep?.(step);
      w += (backwards ? -1 : 1) * 0.05 * slope(lesson, w);
      if (backwards) w -= 0.3;
      made += 1;
      progress((step + 1) / steps);
      await kept.keep(
        training,
        new Map([
          ['step', encoded(step + 1)],
          ['w', encoded(w)],
        ]),
      );
    }
    const taught: TaughtModel = {
      ...{ name, kind: 'dualnet', inputs: {}, weights: { network: 1, harmony: 1 }, figures: {}, data: [] },
      files: new Map([['weight.json', encoded(w)]]),
      training: { seed: training.id, steps, engine: 'plain' },
      before: first === undefined ? undefined : pairs(lesson, first, 'test'),
      after: pairs(lesson, w, 'test'),
    };
    return taught;
  };
  return { teach, steps: () => made };
}

/** A plain teacher over a state, and where what it teaches goes. */
export function plainRetraining(
  stores: TrainingStores & RegistryStores,
): Pick<RetrainOptions, 'models' | 'trainings' | 'teacher'> {
  const models = modelRegistry(stores);
  return { models, trainings: begunTrainings(stores), teacher: plainTeacher({ ...stores, models }) };
}

/** Names of songs, so many of each part of the music. */
export function songNames(
  counts: Readonly<Record<'train' | 'validation' | 'test', number>>,
): readonly string[] {
  const left = { ...counts };
  const names: string[] = [];
  for (let n = 0; Object.values(left).some((count) => count > 0); n += 1) {
    const split = splitOf(`song ${JSON.stringify(['maker', `song${n}`])}`);
    if (left[split] > 0) {
      left[split] -= 1;
      names.push(`song ${n}`);
    }
  }
  return names;
}
