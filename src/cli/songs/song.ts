import type { StemName } from '../../domain/role.js';

/** A song as found on disk or named by an address of another machine, which stands for its path; other paths are absolute. */
export type Song =
  | { readonly kind: 'mix'; readonly path: string }
  /** A folder with ready stems. */
  | {
      readonly kind: 'stems';
      readonly path: string;
      readonly stems: Readonly<Partial<Record<StemName, string>>>;
    }
  /** Ready stems named one by one; `path` is the first of them. */
  | {
      readonly kind: 'parts';
      readonly path: string;
      readonly stems: Readonly<Partial<Record<StemName, string>>>;
    };
