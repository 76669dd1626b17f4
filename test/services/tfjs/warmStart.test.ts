import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readCheckpoint } from '../../../src/adapters/tfjs/checkpoint.js';
import { tfjsTrainer } from '../../../src/adapters/tfjs/tfjsTrainer.js';
import { writeMixShard } from '../../../src/adapters/training/mixShards.js';
import type { MixTraining } from '../../../src/domain/learning/mixTraining.js';
import { PipelineError } from '../../../src/errors.js';
import type { Weights } from '../../../src/model/weights.js';
import { mixClips } from '../../support/mixClips.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { writeBaseMusic } from '../../support/writeBaseMusic.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);

async function shardsOf(kind: string): Promise<readonly string[]> {
  if (kind === 'dualnet') {
    await writeBaseMusic(at('music'), 16);
    const names = await readdir(at('music'));
    return names.filter((name) => name.endsWith('.safetensors')).map((name) => at('music', name));
  }
  await writeMixShard(at('examples.safetensors'), mixClips({ songs: 6, frames: 128 }));
  return [at('examples.safetensors')];
}

const partsOf = (weights: Weights, part: RegExp): ReadonlyMap<string, Float32Array> =>
  new Map([...weights].flatMap(([name, { values }]) => (part.test(name) ? [[name, values] as const] : [])));

/** Of batch norms; moments of the optimizer are called otherwise. */
const statistics = /\/(mean|variance)$/;

describeUnless(missing, 'a network that is taught further', () => {
  it.each(['dualnet', 'premixnet', 'postmixnet'] as const)(
    '%s keeps the statistics of its batch norms, and learns the rest',
    { timeout: 300_000 },
    async (kind) => {
      const mix: MixTraining | undefined =
        kind === 'dualnet' ? undefined : { network: kind, width: 1 / 8, labels: 'none', loss: 'infonce' };
      const job = { shards: await shardsOf(kind), seed: '1', steps: 4, songs: 4, ...(mix && { mix }) };
      const trainer = tfjsTrainer();
      const taught = async (name: string, weights?: string): Promise<Weights> => {
        await trainer.open({ ...job, checkpoint: at('none'), ...(weights !== undefined && { weights }) });
        await trainer.advance(2);
        await trainer.save(at(name), {});
        return (await readCheckpoint(at(name)))?.weights ?? new Map<string, never>();
      };
      try {
        const first = await taught(`${kind} first`);
        const further = await taught(`${kind} further`, at(`${kind} first`));
        const kept = partsOf(first, statistics);
        expect(kept.size).toBeGreaterThan(0);
        expect(partsOf(further, statistics)).toEqual(kept);
        expect(partsOf(further, /kernel$/)).not.toEqual(partsOf(first, /kernel$/));
        // A network that begins with nothing learns them.
        const [values] = kept.values();
        expect(new Set(values).size).toBeGreaterThan(1);
      } finally {
        await trainer.close();
      }
    },
  );
});
