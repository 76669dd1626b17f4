import { z } from 'zod';
import { conditions } from './condition.js';
import { beatRatios } from './music/beatRatio.js';
import { roles } from './role.js';

/**
 * One part of a mashup. `shift`: semitones, positive up. `cents`: by how much more, to be in tune with the voice. `warp`: its beats are moved onto the seed's beats. `stretch`: seed
 * tempo over own tempo (1 where not warped), as its beats are counted: `beatRatio` (left out: 1) is how many beats of the seed its own beat lasts, 2 in half time.
 * `startBar`: the bar of its clip's grid with which it begins. `offset`: seconds by which its first downbeat is moved against the seed's.
 */
export const partSchema = z.object({
  role: z.enum(roles),
  clipId: z.string(),
  trackId: z.string(),
  shift: z.number(),
  cents: z.number().optional(),
  startBar: z.int().nonnegative().optional(),
  warp: z.boolean(),
  beatRatio: z.literal(beatRatios).optional(),
  stretch: z.number().positive(),
  offset: z.number(),
});
export type Part = Readonly<z.infer<typeof partSchema>>;

/** Everything needed to make the audio: the first `bars` bars of every part, on the grid of the seed (the vocal part's clip). */
export const recipeSchema = z.object({
  seedClipId: z.string(),
  condition: z.enum(conditions),
  bars: z.int().positive(),
  parts: z.array(partSchema).min(1).max(3),
});
export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

export const mashupSchema = recipeSchema.extend({
  mashupId: z.string(),
  /** Higher is better; comparable within one scorer and version only. */
  score: z.number(),
  /** The reasons: the value of each term of the score. */
  axes: z.record(z.string(), z.number()),
});
export type Mashup = Readonly<z.infer<typeof mashupSchema>>;

/** Topic `mashups`, keyed by the seed's clip id: the seed's ranking, best first. */
export const rankingSchema = z
  .object({
    schema: z.literal(1),
    seedClipId: z.string(),
    seedTrackId: z.string(),
    scorer: z.object({ name: z.string(), version: z.string() }),
    /** Of two rankings of one seed by one scorer that with the higher revision is the newer: it met requests at offsets up to it. */
    revision: z.int().nonnegative(),
    runSeed: z.string(),
    mashups: z.array(mashupSchema),
  })
  .loose();
export type Ranking = Readonly<z.infer<typeof rankingSchema>>;
