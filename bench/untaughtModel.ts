import { writeModel } from '../src/adapters/networks/modelFolder.js';
import { networkFile } from '../src/adapters/onnx/network/networkFile.js';
import { semitones } from '../src/audio/semitones/semitoneGrid.js';
import { inputVersions } from '../src/domain/learning/inputVersions.js';
import type { Model } from '../src/domain/learning/model.js';
import { randomFrom } from '../src/domain/random.js';
import { initialWeights } from '../src/model/initialWeights.js';
import { measureNetwork } from '../src/model/measureNetwork.js';
import { dualNet, encodedRoles, type EncodedRole } from '../src/model/networks/dualNet.js';
import type { Weights } from '../src/model/weights.js';

/** What a role's encoder begins with; it tells parts apart by chance and chroma alone. */
const untaughtWeights = (role: EncodedRole, seed = 'untaught'): Weights =>
  initialWeights(
    measureNetwork(dualNet(role), { rows: [1, 4, 1, semitones] }).weights,
    randomFrom(seed, role),
  );

/** A model that has learned nothing, in a folder. */
export async function writeUntaughtModel(folder: string, seed?: string): Promise<Model> {
  const files = encodedRoles.map((role) => {
    const inputs = { rows: ['stems', 'rows', 1, semitones] as const };
    const bytes = networkFile(dualNet(role), untaughtWeights(role, seed), { name: role, inputs });
    return [`${role}.onnx`, bytes] as const;
  });
  return writeModel(folder, new Map(files), {
    ...{
      name: 'dualnet',
      kind: 'dualnet',
      inputs: { rows: inputVersions.rows },
      weights: { network: 2, harmony: 0.5 },
    },
    data: [{ name: 'nothing', licence: 'CC0', compositions: 0 }],
    training: { seed: '1', steps: 0, engine: 'none' },
    figures: {},
  });
}
