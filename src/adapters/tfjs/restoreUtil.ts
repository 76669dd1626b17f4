import util from 'node:util';

/** What TensorFlow.js 4.22 asks of node:util, and Node 23 has no more. */
export function restoreUtil(): void {
  const gone = {
    isNullOrUndefined: (value: unknown): boolean => value === null || value === undefined,
    isArray: Array.isArray,
  };
  for (const [name, test] of Object.entries(gone))
    if (!(name in util)) Object.defineProperty(util, name, { value: test, configurable: true });
}
