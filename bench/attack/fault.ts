/** What must never be: the columns of a summary. */
export const faultKinds = ['lost', 'doubled', 'stale', 'orphaned', 'crash', 'hang', 'unbounded'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly text: string;
}

/** Faults of one kind. */
export const faults = (kind: FaultKind, texts: readonly string[]): readonly Fault[] =>
  texts.map((text) => ({ kind, text }));

/** The same faults, told where they were met. */
export const within = (where: string, found: readonly Fault[]): readonly Fault[] =>
  found.map(({ kind, text }) => ({ kind, text: `${where}: ${text}` }));
