import type { StemTools } from '../../../adapters/audio/stemSound.js';
import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import { heardStore } from '../../../adapters/networks/mix/heardStore.js';
import { mixScorer, type MixScorerOptions } from '../../../adapters/networks/mix/mixScorer.js';
import { readModel, type StoredModel } from '../../../adapters/networks/modelFolder.js';
import { onnxMixNetwork } from '../../../adapters/onnx/mix/onnxMixNetwork.js';
import type { MixFiles } from '../../../adapters/onnx/mix/mixFiles.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { inputOf } from '../../../domain/learning/mixInputs.js';
import type { Model } from '../../../domain/learning/model.js';
import { PipelineError } from '../../../errors.js';
import { playedBeats, playedUnder } from '../../../mashability/played.js';
import { projectionChannels, widths } from '../../../model/networks/mixBlocks.js';
import type { Scorer } from '../../../ports/scorer.js';

export interface MixNetOptions {
  /** Of the model. */
  readonly folder: string | undefined;
  readonly kind: 'premixnet' | 'postmixnet';
  readonly name?: string;
  /** In place of the model's own. */
  readonly weights?: Model['weights'];
  /** Left out: as clips are played in a search. */
  readonly beatsOf?: MixScorerOptions['beatsOf'];
}

/** PreMixNet or PostMixNet by a model's folder. Errors: `bad-config` where no model is named, or one of another kind; those of readModel. */
export function mixNetScorer(stems: FeatureStore, tools: StemTools, options: MixNetOptions): Scorer {
  const { folder, kind } = options;
  if (folder === undefined)
    throw new PipelineError(
      'bad-config',
      `Scoring by ${kind}: no model is named. Name its folder with --model; mashstream train makes one.`,
    );
  const stored = readModel(folder);
  const { model } = stored;
  if (model.kind !== kind)
    throw new PipelineError(
      'bad-config',
      `Scoring by ${kind}: the model in ${folder} is a ${model.kind}. Name another with --model, or score by ${model.kind}.`,
    );
  const network = onnxMixNetwork(mixFilesOf(folder, stored));
  const { weights = model.weights, name = model.name, beatsOf = beatsInSearch } = options;
  return mixScorer({
    ...{ name, version: model.version, network, beatsOf },
    heard: heardStore(network, tools),
    rule: fitScorer(stems),
    ...{ weight: weights.network, ruleWeight: weights.harmony },
    ...(model.calibration && { calibration: model.calibration }),
  });
}

const beatsInSearch: MixScorerOptions['beatsOf'] = (clip, role, seed) =>
  playedBeats(clip, { role, ...playedUnder(seed, clip, role) });

function mixFilesOf(folder: string, { model, files }: StoredModel): MixFiles {
  const file = (name: string): string => {
    if (Object.hasOwn(files, name)) return files[name];
    throw damaged(folder, `names no ${name}`);
  };
  const input = inputOf(model.inputs);
  if (input === undefined)
    throw damaged(folder, `says that it hears ${Object.keys(model.inputs).join(', ') || 'nothing'}`);
  if (model.kind === 'postmixnet') return { kind: 'postmixnet', input, mix: file('mix.onnx') };
  const width = widths.find((each) => each === model.width);
  if (width === undefined) throw damaged(folder, 'tells no width');
  return {
    ...{
      kind: 'premixnet',
      input,
      channels: projectionChannels({ width }),
      candidates: file('candidates.onnx'),
    },
    ...{ vocal: file('vocal.onnx'), harmonic: file('harmonic.onnx'), percussion: file('percussion.onnx') },
  };
}

const damaged = (folder: string, why: string): PipelineError =>
  new PipelineError('unreadable', `Loading the model in ${folder}: its record ${why}. Fetch the model anew.`);
