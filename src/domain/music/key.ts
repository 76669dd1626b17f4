import { z } from 'zod';

export const modes = ['major', 'minor'] as const;
export type Mode = (typeof modes)[number];

/** tonic: pitch class, 0 = C … 11 = B. */
export const keySchema = z.object({ tonic: z.int().min(0).max(11), mode: z.enum(modes) });
export type Key = Readonly<z.infer<typeof keySchema>>;

const names = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const;

/** `C major`, `F# minor`. */
export const keyName = (key: Key): string => `${names[key.tonic]} ${key.mode}`;

/** Pitch class of the major scale with the same notes. */
export const relativeMajor = (key: Key): number => (key.mode === 'major' ? key.tonic : (key.tonic + 3) % 12);
