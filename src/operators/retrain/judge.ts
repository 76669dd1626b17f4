import type { Estimate } from '../../evaluation/bootstrap.js';
import { pairGain, pairRetrieval } from '../../evaluation/pairRetrieval.js';
import type { Model } from '../../domain/learning/model.js';
import type { PairScores } from '../../ports/trainer.js';
import { stage, type Stage } from '../stream/stage.js';
import type { RetrainOptions } from './retrainOptions.js';
import type { DoneTraining } from './teach.js';

/** What was taught beside what it was taught from. */
export interface JudgedTraining extends DoneTraining {
  readonly better: boolean;
  readonly figures: Model['figures'];
}

/** Judges what was taught on the songs that nobody is taught by, beside the version that it was taught from. */
export function judge(options: RetrainOptions): Stage<DoneTraining, JudgedTraining> {
  return stage('judge', options, (done) => {
    const { lesson, taught } = done;
    const own = new Set(lesson.songs.map(({ composition }) => composition));
    const [songs, others] = [true, false].map((wanted) =>
      verdictOf(done, (name) => own.has(name) === wanted),
    );
    const better = songs.better && !(others.gain && others.gain.high < 0);
    const { harmonyOfVoice, voiceOfHarmony, reciprocalRank } = songs.after;
    const figures = {
      ...taught.figures,
      ...{ harmonyOfVoice, voiceOfHarmony, reciprocalRank },
      ...(songs.before && { parentHarmonyOfVoice: songs.before.harmonyOfVoice }),
      ...(songs.before && { parentReciprocalRank: songs.before.reciprocalRank }),
      ...(songs.gain && { gain: songs.gain }),
      ...(others.gain && { gainElsewhere: others.gain }),
    };
    return [{ ...done, better, figures }];
  });
}

interface Verdict {
  readonly after: ReturnType<typeof pairRetrieval>;
  readonly before: ReturnType<typeof pairRetrieval> | undefined;
  readonly gain: Estimate | undefined;
  readonly better: boolean;
}

/** Better than chance, where there is nothing to compare with. */
const chance = 0.5;

/** On a part of the songs; better: by more than the interval of the difference, paired by song. */
function verdictOf({ taught }: DoneTraining, wanted: (composition: string) => boolean): Verdict {
  const after = ofSome(taught.after, wanted);
  const before = taught.before && ofSome(taught.before, wanted);
  const gain = before && after.compositions.length > 0 ? pairGain(before, after) : undefined;
  const figures = pairRetrieval(after);
  return {
    ...{ after: figures, before: before && pairRetrieval(before), gain },
    better: before ? (gain?.low ?? 0) > 0 : figures.harmonyOfVoice.low > chance,
  };
}

function ofSome({ compositions, scores }: PairScores, wanted: (composition: string) => boolean): PairScores {
  const kept = compositions.flatMap((composition, i) => (wanted(composition) ? [i] : []));
  return {
    compositions: kept.map((i) => compositions[i]),
    scores: Float32Array.from(kept.flatMap((i) => kept.map((j) => scores[i * compositions.length + j]))),
  };
}
