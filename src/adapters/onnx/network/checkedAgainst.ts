import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { randomFrom } from '../../../domain/random.js';
import { toHalves } from '../../../model/half.js';
import { allFinite, floatsOf, fromTensors } from './sessionValues.js';

/** Sizes of free axes: a few examples of a short while. */
const [examples, time] = [2, 64];
/** Of the largest number that comes out: more than a provider's own rounding (TF32: 2⁻¹¹ of each factor), less than any fault. */
const tolerance = 5e-3;

/** The same for every provider; between 0 and 1, as features are. */
function madeInputs(session: InferenceSession): Record<string, Tensor> {
  const random = randomFrom('network check');
  const inputs: Record<string, Tensor> = {};
  for (const meta of session.inputMetadata) {
    if (!meta.isTensor) continue;
    const shape = meta.shape.map((axis, at) =>
      typeof axis === 'number' ? axis : at === 0 ? examples : time,
    );
    const count = shape.reduce((all, size) => all * size, 1);
    const values = Float32Array.from({ length: count }, () => random.next());
    inputs[meta.name] =
      meta.type === 'float16'
        ? new Tensor('float16', toHalves(values), shape)
        : new Tensor('float32', values, shape);
  }
  return inputs;
}

/** Compares what two sessions of one network compute: what is wrong with the first, or undefined. */
export async function checkedAgainst(
  session: InferenceSession,
  reference: InferenceSession,
): Promise<string | undefined> {
  const inputs = madeInputs(session);
  const [found, expected] = [
    fromTensors(await session.run(inputs)),
    fromTensors(await reference.run(inputs)),
  ];
  for (const [name, value] of Object.entries(expected)) {
    if (!allFinite(found[name].values)) return `its ${name} is not finite on made input`;
    const [a, b] = [floatsOf(found[name]), floatsOf(value)];
    const largest = b.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    const apart = a.reduce((most, each, i) => Math.max(most, Math.abs(each - b[i])), 0);
    if (apart > tolerance * largest)
      return `its ${name} is ${apart.toPrecision(2)} off the processor's on made input, of at most ${largest.toPrecision(2)}`;
  }
  return undefined;
}
