import type { Meter } from '../../domain/grid.js';

/** Equal meters; an unknown meter (null) equals nothing, not even another unknown one. */
export const sameMeter = (a: Meter | null, b: Meter | null): boolean => a !== null && a === b;
