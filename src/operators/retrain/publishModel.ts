import { joinedSources } from '../../domain/learning/dataSource.js';
import { modelOf, type ModelFacts } from '../../domain/learning/modelOf.js';
import type { PublishedModel } from '../../domain/learning/publishedModel.js';
import { taughtOf, type Taught } from '../../domain/learning/taught.js';
import { stage, type Stage } from '../stream/stage.js';
import type { JudgedTraining } from './judge.js';
import { songsBySplit, type PublishedBefore } from './planTraining.js';
import type { RetrainOptions } from './retrainOptions.js';
import { songSources } from './songSources.js';

/**
 * Publishes what was taught as a version, better or not: its record tells by which samples it was taught, so nobody is taught by them again. It
 * becomes the current one only if it is better.
 */
export function publishModel(options: RetrainOptions): Stage<JudgedTraining, PublishedBefore> {
  return stage('publish model', options, async (judged) => {
    const { files } = judged.taught;
    const model = modelOf(await factsOf(options, judged), files);
    const published = await options.models.publish(model, files);
    // What came of it was there before, with a record of its own: that these samples were tried is noted beside.
    const { name, request, upTo } = judged.lesson;
    if (taughtOf(published)?.request !== request)
      await options.trainings.giveUp(name, { at: options.clock.now(), upTo: [...upTo] });
    return { kind: 'published', model: published };
  });
}

async function factsOf(options: RetrainOptions, judged: JudgedTraining): Promise<ModelFacts> {
  const { lesson, taught, count, better, figures } = judged;
  const { name, request, upTo, parent, songs } = lesson;
  const told: Taught = {
    ...{ request, at: options.clock.now(), better },
    samples: { count, upTo: [...upTo] },
    songs: songsBySplit(songs),
  };
  return {
    ...{ name, kind: taught.kind, inputs: taught.inputs, weights: taught.weights, figures },
    data: joinedSources(parent?.data ?? [], taught.data, await songSources(options.catalogue, songs)),
    training: { ...taught.training, ...told },
    ...(taught.calibration && { calibration: taught.calibration }),
    ...(parent && { parent: parent.version }),
  };
}

/** Makes a published version the current one if it was found better than the one that is; done again it changes nothing. */
export function promoteModel(options: RetrainOptions): Stage<PublishedBefore, PublishedModel> {
  const { models, trainings, told } = options;
  return stage('promote model', options, async ({ model }) => {
    const { name, version, parent } = model;
    const better = taughtOf(model)?.better === true;
    const now = (await models.current(name))?.current;
    // Who chose another meanwhile has not compared it with this one.
    const promoted = better && now === parent;
    if (promoted) await models.makeCurrent(name, version, 'better');
    await trainings.forget(name);
    told.taught(taughtOf(model)?.at ?? 0, model.figures);
    told.note(outcomeText(model, { better, isCurrent: promoted || now === version }));
    return model;
  });
}

function outcomeText(
  { name, version, parent = 'nothing', figures }: PublishedModel,
  { better, isCurrent }: { readonly better: boolean; readonly isCurrent: boolean },
): string {
  const { gain } = figures;
  const by =
    typeof gain === 'object'
      ? ` (${signed(gain.mean)}, interval ${signed(gain.low)} to ${signed(gain.high)})`
      : '';
  const what = isCurrent
    ? 'and is current now'
    : better
      ? 'but another version became current meanwhile'
      : `so ${parent} stays current`;
  return `${name} ${version} was taught from ${parent}: ${better ? 'it is better' : 'it is not better'} on held-out songs${by}, ${what}.`;
}

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toFixed(3)}`;
