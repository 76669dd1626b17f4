import { resultJson } from '../rows/resultJson.js';
import type { ResultRow } from '../rows/resultRow.js';

/** A song or mashup that failed, and why. */
export interface OutcomeFailure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

export interface OutcomeFacts {
  readonly rows: readonly ResultRow[];
  /** Why there are no rows. */
  readonly nothing: readonly string[];
  readonly remarks: readonly string[];
  readonly failed: readonly OutcomeFailure[];
}

/** The results of a run for programs: lines of types `mashup`, `remark` and `failed`. */
export function outcomeJson({ rows, nothing, remarks, failed }: OutcomeFacts): string {
  const lines = [
    ...(rows.length > 0 ? [resultJson(rows)] : []),
    ...[...nothing, ...remarks].map((text) => JSON.stringify({ type: 'remark', text })),
    ...failed.map((failure) => JSON.stringify({ type: 'failed', ...failure })),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
