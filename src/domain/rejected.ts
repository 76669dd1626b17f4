import { z } from 'zod';
import { roles } from './role.js';

/** Track ids that were turned down for a role, one choice after the other, in a chain of mashups each chosen in place of another. */
export const rejectedSchema = z.partialRecord(z.enum(roles), z.array(z.string()));
export type Rejected = Readonly<z.infer<typeof rejectedSchema>>;
