import type { Catalogue } from '../../ports/catalogue.js';
import type { PublicationRecord } from '../../ports/trackRecord.js';

export interface Amending {
  readonly catalogue: Pick<Catalogue, 'getPublications' | 'putPublication'>;
  readonly id: string;
  /** Makes the new record of the one that stands; undefined: there is nothing to change. */
  readonly change: (known: PublicationRecord | undefined) => Omit<PublicationRecord, 'revision'> | undefined;
}

/**
 * Puts a changed record of a publisher's id in the place of the one that stands; where another has put one in between, that is looked
 * at anew. Resolves to what was put; undefined: nothing.
 */
export async function amendPublication({
  catalogue,
  id,
  change,
}: Amending): Promise<PublicationRecord | undefined> {
  for (;;) {
    const [known] = (await catalogue.getPublications([id])) as readonly (PublicationRecord | undefined)[]; // it may have none
    const changed = change(known);
    if (changed === undefined) return undefined;
    const record = { ...changed, revision: (known?.revision ?? 0) + 1 };
    if (await catalogue.putPublication(record)) return record;
  }
}
