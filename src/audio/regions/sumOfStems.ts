import { stemNames } from '../../domain/role.js';
import type { MonoStems } from './monoStems.js';

/** The mix of the stems that are there, sample by sample. */
export function sumOfStems(stems: MonoStems): Float32Array {
  const parts = stemNames.flatMap((name) => stems[name] ?? []);
  const sum = new Float32Array(parts[0]?.length ?? 0);
  for (const part of parts) for (let i = 0; i < sum.length; i++) sum[i] += part[i];
  return sum;
}
