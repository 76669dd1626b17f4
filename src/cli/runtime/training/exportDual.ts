import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpoint } from '../../../adapters/tfjs/checkpoint.js';
import { networkFile } from '../../../adapters/onnx/network/networkFile.js';
import { semitones } from '../../../audio/semitones/semitoneGrid.js';
import { PipelineError } from '../../../errors.js';
import { dualNet, encodedRoles, type EncodedRole } from '../../../model/networks/dualNet.js';

/** DualNet's encoders, to be tried before they are a model. */
export interface ExportedDual {
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  readonly paths: Readonly<Record<EncodedRole, string>>;
}

/** Writes the encoders that a checkpoint has as ONNX files into a folder. Errors: `not-found`, `unreadable`. */
export async function exportDual(checkpoint: string, folder: string): Promise<ExportedDual> {
  const trained = await readCheckpoint(checkpoint);
  if (!trained)
    throw new PipelineError('not-found', `Writing a model: there is no ${checkpoint}. Train it first.`);
  await mkdir(folder, { recursive: true });
  const bytes = new Map<string, Uint8Array>();
  for (const role of encodedRoles) {
    const inputs = { rows: ['stems', 'rows', 1, semitones] as const };
    bytes.set(
      `${role}.onnx`,
      networkFile(dualNet(role), trained.weights, { name: `dualnet-${role}`, inputs }),
    );
  }
  for (const [name, content] of bytes) await writeFile(join(folder, name), content);
  return { bytes, paths: { vocal: join(folder, 'vocal.onnx'), harmonic: join(folder, 'harmonic.onnx') } };
}
