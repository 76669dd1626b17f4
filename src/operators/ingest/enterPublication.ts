import { isLaterMessage } from '../../domain/workedMessage.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { PublicationRecord } from '../../ports/trackRecord.js';
import type { Leaving, Output } from '../stream/output.js';
import { each } from '../stream/each.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { amendPublication } from './amendPublication.js';
import { isEntered, type Naming } from './identify.js';

export interface EnterPublicationOptions extends StageOptions {
  readonly catalogue: Catalogue;
}

/** A publisher's id as it was entered, and the sounds whose owners are to be told. */
export interface EnteredPublication extends Leaving {
  readonly record: PublicationRecord;
}

/**
 * Enters under the publisher's id which sound it names now. The sound that it named before is kept there too until its owner is told
 * (tidyPublication), so that after a crash in between it is told again. Nobody is told of what a later message has overtaken, nor of
 * an id that named nothing.
 */
export const enterPublication = (options: EnterPublicationOptions): Stage<Naming, EnteredPublication> =>
  stage('enter', options, (naming, { key }) => each(entered(options, naming, key)));

async function entered(
  { catalogue }: EnterPublicationOptions,
  naming: Naming,
  id: string,
): Promise<readonly EnteredPublication[]> {
  let standing: PublicationRecord | undefined;
  const put = await amendPublication({
    ...{ catalogue, id },
    change: (known) => {
      standing = undefined;
      if (known?.message && isLaterMessage(known.message, naming.message)) return undefined;
      if (known && isEntered(known, naming.message)) standing = known;
      return standing ? undefined : recordOf(id, naming, known);
    },
  });
  const record = put ?? standing;
  const outputs = record ? worksOf(record) : [];
  return record && outputs.length > 0 ? [{ record, outputs }] : [];
}

/** undefined: a tombstone of an id that nobody knows. */
function recordOf(
  id: string,
  { message, sound }: Naming,
  known: PublicationRecord | undefined,
): Omit<PublicationRecord, 'revision'> | undefined {
  if (!known && !sound) return undefined;
  const named = [...(known?.formerly ?? []), ...(known?.trackId == null ? [] : [known.trackId])];
  const formerly = [...new Set(named)].filter((trackId) => trackId !== sound?.trackId);
  return { id, trackId: sound?.trackId ?? null, ...(sound && { said: sound.said }), formerly, message };
}

/** The first of them is what a person follows the message by. */
const worksOf = ({ id, trackId, formerly }: PublicationRecord): readonly Output[] =>
  [...(trackId === null ? [] : [trackId]), ...formerly].map((key, i) => ({
    ...{ topic: 'works', key },
    value: { schema: 1, trackId: key, ...(i === 0 && { by: id }) },
  }));

/** Forgets the sounds that an id named before, once their owners are told. */
export const tidyPublication = (options: EnterPublicationOptions): Stage<EnteredPublication, void> =>
  stage('tidy', options, async ({ record }) => {
    if (record.formerly.length === 0) return;
    // Not kept where a later message has come: that takes with it what was to be forgotten.
    await options.catalogue.putPublication({ ...record, formerly: [], revision: record.revision + 1 });
  });
