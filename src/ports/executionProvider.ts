/** What networks can be computed by, the fastest first where all are there. */
export const executionProviders = ['cuda', 'webgpu', 'cpu'] as const;
export type ExecutionProvider = (typeof executionProviders)[number];

/** A provider that does not compute a network, and why: for logs. */
export interface ProviderRefusal {
  readonly provider: ExecutionProvider;
  readonly why: string;
}

/** What computes a network that was loaded and checked, and what would not. */
export interface NetworkReport {
  readonly provider: ExecutionProvider;
  readonly refusals: readonly ProviderRefusal[];
}
