import { afterAll, expect, it } from 'vitest';
import { readModel } from '../../../../src/adapters/networks/modelFolder.js';
import type { EncodeRequest } from '../../../../src/adapters/networks/dualEncoder.js';
import { onnxDualEncoder } from '../../../../src/adapters/onnx/dual/onnxDualEncoder.js';
import { semitones } from '../../../../src/audio/semitones/semitoneGrid.js';
import { shippedModel } from '../../../../src/cli/runtime/wiring/shippedModel.js';
import { randomFrom } from '../../../../src/domain/random.js';

const { files } = readModel(shippedModel);
const encoder = onnxDualEncoder({ vocal: files['vocal.onnx'], harmonic: files['harmonic.onnx'] });
afterAll(() => encoder.close());

const requests = Array.from({ length: 9 }, (_, i): EncodeRequest => {
  const random = randomFrom('rows', String(i));
  return {
    role: i % 3 === 0 ? 'vocal' : 'harmonic',
    rows: Uint8Array.from({ length: 128 * semitones }, () => random.int(207)),
    shift: i - 4,
  };
});

it('an encoding is the same to the last bit, whatever is asked for beside it', async () => {
  const together = await encoder.encode(requests);
  for (const [i, request] of requests.entries())
    expect((await encoder.encode([request]))[0]).toEqual(together[i]);
});
