import type { Topic } from '../../../domain/topics.js';

const newest = `NOT EXISTS (SELECT 1 FROM records AS newer
  WHERE newer.topic = records.topic AND newer.key = records.key AND newer.seq > records.seq)`;
const sample = 'CAST(value AS TEXT)';
const header = (name: string): string => `json_extract(records.headers, '$."error.${name}"')`;

/**
 * What a later run needs of the topics that are kept by time, however old the clock says it is: conditions on a row of `records`.
 * A round of samples leaves once, so they stay as long as their seed does. The message of a song that is indexed tells that nothing about it
 * is new. A dead letter stays as long as its message: without it the song would seem to wait, and nobody would try it again.
 */
export const stillNeeded: Readonly<Partial<Record<Topic, string>>> = {
  'training-samples': `(${newest} AND json_valid(${sample})
    AND json_extract(${sample}, '$.recipe.seedClipId') IN (SELECT clip_id FROM clips))`,
  tracks: `(value IS NOT NULL AND EXISTS (SELECT 1 FROM publications WHERE publisher_id = records.key) AND ${newest})`,
  'dead-letters': `(json_valid(records.headers) AND EXISTS (SELECT 1 FROM records AS origin
    WHERE origin.topic = ${header('topic')} AND origin.partition = CAST(${header('partition')} AS INTEGER)
      AND origin.offset = CAST(${header('offset')} AS INTEGER)))`,
};
