import type { z } from 'zod';
import { clipSchema } from './clip.js';
import { rankingSchema } from './mashup.js';
import { rerankSchema } from './rerank.js';
import { sampleSchema } from './sample.js';
import { trackMessageSchema } from './track.js';

/** The topics, the schema of their values, and how long records are kept. Dead letters hold the original bytes. */
export const topics = {
  tracks: { schema: trackMessageSchema, kept: 'time' },
  clips: { schema: clipSchema, kept: 'compacted' },
  rerank: { schema: rerankSchema, kept: 'compacted' },
  mashups: { schema: rankingSchema, kept: 'compacted' },
  'training-samples': { schema: sampleSchema, kept: 'time' },
  'dead-letters': { schema: null, kept: 'compacted' },
} as const;

export type Topic = keyof typeof topics;
/** Topics whose values have a schema. */
export type ValueTopic = Exclude<Topic, 'dead-letters'>;
export type ValueOf<T extends ValueTopic> = z.infer<(typeof topics)[T]['schema']>;
