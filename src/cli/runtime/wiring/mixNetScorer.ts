import type { StemTools } from '../../../adapters/audio/stemSound.js';
import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import { heardStore } from '../../../adapters/networks/mix/heardStore.js';
import { mixScorer, type MixScorerOptions } from '../../../adapters/networks/mix/mixScorer.js';
import type { StoredModel } from '../../../adapters/networks/modelFolder.js';
import { onnxMixNetwork } from '../../../adapters/onnx/mix/onnxMixNetwork.js';
import type { MixFiles } from '../../../adapters/onnx/mix/mixFiles.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { inputOf } from '../../../domain/learning/mixInputs.js';
import type { Model } from '../../../domain/learning/model.js';
import { PipelineError } from '../../../errors.js';
import { playedBeats, playedUnder } from '../../../mashability/played.js';
import { projectionChannels, widths } from '../../../model/networks/mixBlocks.js';
import type { Projections } from '../../../ports/projections.js';
import type { Scorer } from '../../../ports/scorer.js';
import { modelOfKind } from './modelOfKind.js';

/** What hears stems, and where what was heard is kept for others; left out: in memory alone. */
export interface Sounds extends StemTools {
  readonly projections?: Projections;
}

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
export const mixNetScorer = (stems: FeatureStore, sounds: Sounds, options: MixNetOptions): Scorer =>
  mixNetOf(stems, sounds, { ...options, ...modelOfKind(options.kind, options.folder) });

/** The same by a model that was read. Error: `unreadable` where its record is not whole. */
export function mixNetOf(
  stems: FeatureStore,
  sounds: Sounds,
  { model, files, ...options }: StoredModel & Omit<MixNetOptions, 'folder' | 'kind'>,
): Scorer {
  const network = onnxMixNetwork(mixFilesOf(model, files));
  const { weights = model.weights, name = model.name, beatsOf = beatsInSearch } = options;
  const { projections } = sounds;
  return mixScorer({
    ...{ name, version: model.version, network, beatsOf },
    heard: heardStore({
      ...{ network, tools: sounds },
      ...(projections && { stored: { projections, model: heardBy(model) } }),
    }),
    rule: fitScorer(stems),
    ...{ weight: weights.network, ruleWeight: weights.harmony },
    ...(model.calibration && { calibration: model.calibration }),
  });
}

/** All PostMixNets of an input hear stems alike: as spectrograms. */
const heardBy = ({ kind, version, inputs }: Model): string =>
  kind === 'postmixnet' ? Object.keys(inputs).toSorted().join('-') : version;

const beatsInSearch: MixScorerOptions['beatsOf'] = (clip, role, seed) =>
  playedBeats(clip, { role, ...playedUnder(seed, clip, role) });

function mixFilesOf(model: Model, files: StoredModel['files']): MixFiles {
  const file = (name: string): string => {
    if (Object.hasOwn(files, name)) return files[name];
    throw damaged(model, `names no ${name}`);
  };
  const input = inputOf(model.inputs);
  if (input === undefined)
    throw damaged(model, `says that it hears ${Object.keys(model.inputs).join(', ') || 'nothing'}`);
  if (model.kind === 'postmixnet') return { kind: 'postmixnet', input, mix: file('mix.onnx') };
  const width = widths.find((each) => each === model.width);
  if (width === undefined) throw damaged(model, 'tells no width');
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

const damaged = ({ name, version }: Model, why: string): PipelineError =>
  new PipelineError(
    'unreadable',
    `Loading the model ${name} ${version}: its record ${why}. Fetch the model anew.`,
  );
