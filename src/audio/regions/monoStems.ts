import type { StemName } from '../../domain/role.js';
import type { Hertz } from '../../domain/units.js';

/** Mono stems of one region, equal lengths; any may be missing. */
export type MonoStems = Readonly<Partial<Record<StemName, Float32Array>>> & { readonly sampleRate: Hertz };
