import type { MixInput } from '../../../domain/learning/mixTraining.js';
import type { Role } from '../../../domain/role.js';

/** Paths of the files of a model: PreMixNet in parts (preMixFiles), whose projections have so many channels, PostMixNet whole. */
export type MixFiles = { readonly input: MixInput } & (
  | ({ readonly kind: 'premixnet'; readonly candidates: string; readonly channels: number } & Readonly<
      Record<Role, string>
    >)
  | { readonly kind: 'postmixnet'; readonly mix: string }
);
