import { projectionStore } from '../../../adapters/networks/projections/projectionStore.js';
import type { Config } from '../../../config.js';
import type { Projections } from '../../../ports/projections.js';
import type { State } from '../wiring/openState.js';

export interface ProjectionStores {
  readonly config: Pick<Config, 'projectionBytes'>;
  readonly state: Pick<State, 'blobs' | 'clock'>;
}

/** Where networks keep what they hear of clips; undefined: it is given no room. `say` is told once that something could not be kept. */
export function openProjections(
  { config: { projectionBytes: mostBytes }, state: { blobs, clock } }: ProjectionStores,
  say: (text: string) => void,
): Projections | undefined {
  if (mostBytes === 0) return undefined;
  let told = false;
  return projectionStore({
    ...{ blobs, clock, mostBytes },
    onGivenUp({ message }) {
      if (!told) say(`${message} What networks hear of clips is not kept, and heard again another time.`);
      told = true;
    },
  });
}

/** The same for who only looks: what others keep is found, and nothing is written. */
export function seenProjections({
  config: { projectionBytes },
  state: { blobs, clock },
}: ProjectionStores): Projections | undefined {
  if (projectionBytes === 0) return undefined;
  const read = {
    list: (prefix: string) => blobs.list(prefix),
    readBytes: (...[ref]: Parameters<typeof blobs.readBytes>) => blobs.readBytes(ref),
    putBytes: (...[name, bytes]: Parameters<typeof blobs.putBytes>) => blobs.putBytes(name, bytes),
    removePrefix: () => Promise.resolve(),
  };
  return projectionStore({ blobs: read, clock, mostBytes: 0 });
}
