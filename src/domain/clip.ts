import { createHash } from 'node:crypto';
import { z } from 'zod';
import { blobRefSchema, type BlobRef } from './blobRef.js';
import { gridSchema } from './music/grid.js';
import { keySchema } from './music/key.js';
import { keyAlternativeSchema } from './music/tonality.js';
import { roles, stemNames, stemsOfRole, type Role } from './role.js';
import { creditsSchema } from './track.js';
import { voiceSchema } from './music/voice.js';

/** Why a clip is kept but not used for matching. */
export const doubts = ['weak-beats', 'weak-key', 'unknown-meter', 'short'] as const;

/**
 * Topic `clips`, keyed by clip id: one unit of comparison (method §2), its analysis and its stems. The stems' audio holds the
 * whole separated region; `grid` (seconds from the start of that audio) marks its whole bars, of which each role plays `bars`.
 */
export const clipSchema = z
  .object({
    schema: z.literal(1),
    clipId: z.string().min(1),
    trackId: z.string().min(1),
    ordinal: z.int().nonnegative(),
    featuresVersion: z.string(),
    /** Tells whether a clip is still the same (digestOf); clips of earlier versions have none. */
    digest: z.string().optional(),
    source: creditsSchema.extend({ uri: z.string() }),
    /** Where the region lies in the track, seconds. */
    region: z.object({ start: z.number().nonnegative(), duration: z.number().positive() }),
    grid: gridSchema,
    bars: z.int().positive(),
    /** The bar of the grid (0: the first) from which on it plays each role: a voice from where a phrase begins, the others from where a group of bars does. Without: all begin with the grid, which holds no more than `bars`. */
    starts: z.record(z.enum(roles), z.int().nonnegative()).optional(),
    /** Of the whole song. */
    key: keySchema,
    /** Of the whole song: cents above A = 440 Hz. */
    tuning: z.number(),
    keyConfidence: z.number().min(0).max(1),
    /** Other keys that the song may be in, likeliest first; clips of earlier versions have none. */
    keyAlternatives: z.array(keyAlternativeSchema).readonly().optional(),
    /** Share of the unit's time in which the lead voice sings. */
    vocalActivity: z.number().min(0).max(1),
    /** Only with a vocals stem; clips of earlier versions have none. */
    voice: voiceSchema.optional(),
    /** Integrated loudness over the sounding parts, LUFS; null where silent. */
    loudness: z.record(z.enum(roles), z.number().nullable()),
    /** Which parts this clip can supply, by what sounds in it. */
    supplies: z.record(z.enum(roles), z.boolean()),
    trusted: z.boolean(),
    doubts: z.array(z.enum(doubts)),
    /** FLAC of each stem; clips of earlier versions hold each role as one. */
    stems: z.partialRecord(z.enum([...stemNames, ...roles]), blobRefSchema),
    /** Rule features and rows of semitones of each role, .npy (mashability/features/ruleMatrix.ts, mashability/rows/rowMatrix.ts). */
    features: z.record(z.string(), blobRefSchema.optional()),
    separator: z.object({ name: z.string(), licence: z.string() }),
  })
  .loose();
export type Clip = Readonly<z.infer<typeof clipSchema>>;

/** A clip with its digest: SHA-256 of all the rest of it, the first 16 digits. */
export const stamped = (clip: Clip): Clip => ({
  ...clip,
  digest: createHash('sha256')
    .update(JSON.stringify({ ...clip, digest: undefined }))
    .digest('hex')
    .slice(0, 16),
});

/** The digest of a clip; '' where it was stored without. */
export const digestOf = ({ digest = '' }: Pick<Clip, 'digest'>): string => digest;

/** The stored stems whose sum is a role of the clip; none where it has no such part. */
export function stemRefs({ stems }: Pick<Clip, 'stems'>, role: Role): readonly BlobRef[] {
  const apart = stemsOfRole[role].flatMap((name) => stems[name] ?? []);
  const whole = stems[role];
  return apart.length === 0 && whole ? [whole] : apart;
}
