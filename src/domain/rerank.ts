import { z } from 'zod';

/** Internal topic `rerank`, keyed by the seed's clip id: the seed's ranking must be made again. */
export const rerankSchema = z
  .object({
    schema: z.literal(1),
    seedClipId: z.string(),
    why: z.enum(['new-seed', 'new-partner', 'removed-partner', 'changed', 'sweep', 'drain', 'settings']),
  })
  .loose();
export type Rerank = Readonly<z.infer<typeof rerankSchema>>;
