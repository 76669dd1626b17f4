import type { ExitCode } from '../exitCodes.js';
import { resultJson } from './resultJson.js';
import type { ResultRow } from './resultRow.js';

/** A song or mashup that failed, and why. */
export interface OutcomeFailure {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

export interface OutcomeFacts {
  readonly rows: readonly ResultRow[];
  readonly remarks: readonly string[];
  readonly failed: readonly OutcomeFailure[];
  readonly exitCode: ExitCode;
}

/** The end of a run for programs: lines of types `mashup`, `remark`, `failed`, and one `end`. */
export function outcomeJson({ rows, remarks, failed, exitCode }: OutcomeFacts): string {
  const lines = [
    ...(rows.length > 0 ? [resultJson(rows)] : []),
    ...remarks.map((text) => JSON.stringify({ type: 'remark', text })),
    ...failed.map((failure) => JSON.stringify({ type: 'failed', ...failure })),
    JSON.stringify({ type: 'end', mashups: rows.length, failed: failed.length, exitCode }),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
