import { z } from 'zod';

export const meterSchema = z.literal([3, 4, 6]);
export type Meter = z.infer<typeof meterSchema>;

/**
 * The beats of a stretch of audio. `beats`: times in seconds from the start of the audio file, ascending; the last one
 * closes the last beat interval. `downbeats`: indices into `beats`. `meter` null: not known (such a clip matches nothing).
 */
export const gridSchema = z.object({
  bpm: z.number().positive(),
  meter: meterSchema.nullable(),
  beats: z.array(z.number()),
  downbeats: z.array(z.int().nonnegative()),
  confidence: z.number().min(0).max(1),
});
export type Grid = Readonly<z.infer<typeof gridSchema>>;
