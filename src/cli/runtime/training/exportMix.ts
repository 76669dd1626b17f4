import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkFile } from '../../../adapters/onnx/network/networkFile.js';
import { preMixFiles } from '../../../adapters/onnx/network/preMixFiles.js';
import { readCheckpoint } from '../../../adapters/tfjs/checkpoint.js';
import { inputChannels } from '../../../domain/learning/mixInputs.js';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import { PipelineError } from '../../../errors.js';
import { melBands, widths } from '../../../model/networks/mixBlocks.js';
import { postMixNetwork } from '../../../model/networks/postMixNet.js';

/** One of the paper's networks, to be tried before it is a model. */
export interface ExportedMix {
  /** The files of a model: PreMixNet's in parts, PostMixNet whole. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /** The whole network, which gives posteriors of parts, or of a mix. */
  readonly whole: string;
}

/** Makes the ONNX files of a checkpoint, and writes the whole network into a folder. Errors: `not-found`, `unreadable`, `refused-input` where it is of another network or width. */
export async function exportMix(
  checkpoint: string,
  { network, width: told, input }: Pick<MixTraining, 'network' | 'width' | 'input'>,
  folder: string,
): Promise<ExportedMix> {
  const trained = await readCheckpoint(checkpoint);
  const width = widths.find((each) => each === told);
  if (!trained || width === undefined)
    throw new PipelineError('not-found', `Writing a model: there is no ${checkpoint}. Train it first.`);
  const whole = join(folder, 'whole.onnx');
  await mkdir(folder, { recursive: true });
  if (network === 'postmixnet') {
    const inputs = { mix: ['examples', 'frames', melBands, inputChannels(input)] as const };
    const mix = networkFile(postMixNetwork({ width }), trained.weights, { name: network, inputs });
    await writeFile(whole, mix);
    return { whole, bytes: new Map([['mix.onnx', mix]]) };
  }
  const files = preMixFiles(trained.weights, { width, name: network, ...(input && { input }) });
  await writeFile(whole, files.whole());
  const bytes = new Map([
    ['vocal.onnx', files.projection('vocal')],
    ['harmonic.onnx', files.projection('harmonic')],
    ['percussion.onnx', files.projection('percussion')],
    ['candidates.onnx', files.candidates()],
  ]);
  return { whole, bytes };
}
