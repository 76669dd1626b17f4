import type { Layers } from './layers.js';

/** Values by their names. */
export type Named<T> = Readonly<Record<string, T>>;

/** A network: outputs of inputs, over any kind of value. */
export type Network = <T>(layers: Layers<T>, inputs: Named<T>) => Named<T>;
