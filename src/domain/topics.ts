import { z } from 'zod';
import { clipSchema } from './clip.js';
import { rankingSchema } from './mashup.js';
import { rerankSchema } from './rerank.js';
import { begunTrainingSchema, failedTrainingSchema } from './learning/begunTraining.js';
import { currentModelSchema, publishedModelSchema } from './learning/publishedModel.js';
import { retrainSchema } from './learning/retrain.js';
import { sampleSchema } from './learning/sample.js';
import { termsSchema } from './terms.js';
import { trackMessageSchema } from './track.js';
import { workSchema } from './work.js';

/**
 * The topics, the schema of their values, how long records are kept, and whether a group of consumers is meant to read them (the others
 * are read as tables). Dead letters hold the original bytes. `work` is asked for by its key: it must stay while it waits, but of a key the newest
 * record is enough, and what is done may go.
 */
export const topics = {
  tracks: { schema: trackMessageSchema, kept: 'time', group: true },
  works: { schema: workSchema, kept: 'work', group: true },
  clips: { schema: clipSchema, kept: 'compacted', group: true },
  rerank: { schema: rerankSchema, kept: 'compacted', group: true },
  mashups: { schema: rankingSchema, kept: 'compacted', group: false },
  'training-samples': { schema: sampleSchema, kept: 'time', group: false },
  models: {
    schema: z.union([
      publishedModelSchema,
      currentModelSchema,
      begunTrainingSchema,
      failedTrainingSchema,
      termsSchema,
    ]),
    kept: 'compacted',
    group: false,
  },
  retrain: { schema: retrainSchema, kept: 'compacted', group: true },
  'dead-letters': { schema: null, kept: 'time', group: false },
} as const;

export type Topic = keyof typeof topics;
/** Topics whose values have a schema. */
export type ValueTopic = Exclude<Topic, 'dead-letters'>;
export type ValueOf<T extends ValueTopic> = z.infer<(typeof topics)[T]['schema']>;
