import { join } from 'node:path';
import { ffmpegEncoder } from '../../../adapters/ffmpeg/ffmpegEncoder.js';
import { htdemucsSeparator } from '../../../adapters/onnx/htdemucsSeparator.js';
import { featureStore } from '../../../adapters/features/featureStore.js';
import type { Clip } from '../../../domain/clip.js';
import type { PipelineError } from '../../../errors.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import { note } from '../../note.js';
import { refuse } from '../../refuse.js';
import { printError } from '../../text/print.js';
import { untilInterrupted } from '../../untilInterrupted.js';
import { dataFolder } from '../wiring/dataFolder.js';
import type { State } from '../wiring/openState.js';
import { bleedControl } from './bleedControl.js';
import { evaluatedClips } from './evaluatedClips.js';
import { evaluateScorers, type Evaluation } from './evaluateScorers.js';
import type { Judge } from './judges.js';
import { madeStems, unwarpedStems, type MadeStems } from './madeStems.js';
import { separatedClips } from './separatedClips.js';
import type { Split } from '../../../domain/learning/split.js';

export interface EvaluateStateOptions {
  readonly chosen: readonly Judge[];
  readonly split: Split | undefined;
  /** The data folder. */
  readonly data: string;
  readonly json: boolean;
  readonly bleed: boolean;
  /** With the bleed control, by stems separated anew as well. */
  readonly separated: boolean;
}

export interface EvaluatedState {
  readonly evaluation: Evaluation;
  /** What was left out because it is broken; it has been told. */
  readonly problems: readonly string[];
  /** Separating was interrupted: there is no bleed control. */
  readonly interrupted: boolean;
}

/** Evaluates the judges on all that is catalogued. Error `bad-config` where there is nothing to tell apart. */
export async function evaluateState(state: State, options: EvaluateStateOptions): Promise<EvaluatedState> {
  const { chosen, split, data, json } = options;
  const stems = madeStems(featureStore(state.blobs, { stems: Infinity, rows: Infinity }));
  const { clips, notes, problems } = await evaluatedClips(state.catalogue, stems, split);
  const scorers = chosen.map(({ make }) => make(stems, { ...state, encoder: ffmpegEncoder() }));
  try {
    note(`${clips.length} trusted clips in ${data}`, json);
    for (const text of notes) note(text, json);
    for (const text of problems) printError(`${text}\n`);
    const found = await evaluateScorers(clips, { scorers, playUnwarped: unwarpedStems(stems) });
    if (found.tasks.length === 0) refuseEmpty(found, data);
    const evaluation = { ...found, notes: [...notes, ...problems] };
    const asked = scorers.filter(({ pairs }) => pairs).map(({ scorer }) => scorer);
    if (options.bleed && asked.length === 0) note('no bleed control: none of the scorers judges pairs', json);
    if (!options.bleed || asked.length === 0) return { evaluation, problems, interrupted: false };
    const separated = options.separated ? await separatedOf(state, clips, { ...options, stems }) : undefined;
    if (options.separated && !separated) return { evaluation, problems, interrupted: true };
    const bleed = await bleedControl(clips, { scorers: asked, stems, ...(separated && { separated }) });
    return { evaluation: { ...evaluation, bleed }, problems, interrupted: false };
  } finally {
    await Promise.all(scorers.map(({ scorer }) => scorer.close()));
  }
}

function refuseEmpty({ leftOut }: Evaluation, data: string): never {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))].join('; ');
  return refuse([`there is nothing to tell apart in ${data}: ${reasons}`]);
}

/** Features of separated stems are kept in the data folder. Undefined where it was interrupted. */
async function separatedOf(
  state: State,
  clips: readonly EvaluatedClip[],
  { data, json, stems }: EvaluateStateOptions & { readonly stems: MadeStems },
): Promise<ReadonlyMap<Clip, Clip> | undefined> {
  const separator = htdemucsSeparator();
  const folder = join(dataFolder(data).root, 'separated');
  const onClip = (done: number, of: number): void => note(`separating: ${done} of ${of} clips done`, json);
  const onLost = ({ source: { uri } }: Clip, { message }: PipelineError): void =>
    note(`left out of the bleed control: a clip of ${uri}: ${message}`, json);
  const options = { ...state, encoder: ffmpegEncoder(), separator, stems, folder, onClip, onLost };
  const all = clips.map(({ clip }) => clip);
  return untilInterrupted((signal) => separatedClips(all, options, signal)).finally(() => separator.close());
}
