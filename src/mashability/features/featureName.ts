import type { Role } from '../../domain/role.js';

/** Name under which a clip keeps a role's rule features, one matrix (ruleMatrix.ts). */
export const featureName = (role: Role): string => `${role}-rules`;

/** Name under which a clip keeps a role's rows of semitones (../rows/rowMatrix.ts). */
export const rowsName = (role: Role): string => `${role}-rows`;

/** The arrays that clips of earlier versions keep each for itself. */
export const arraysApart = ['chroma', 'onsets', 'bands'] as const;

/** Name under which clips of earlier versions keep one of them. */
export const nameApart = (role: Role, array: (typeof arraysApart)[number]): string => `${role}-${array}`;
