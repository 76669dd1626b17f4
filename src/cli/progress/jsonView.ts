import type { ProgressView } from './progressView.js';

/** Progress as JSON, one object a line: types `begin`, `progress` and `note`. */
export function jsonView(write: (text: string) => void): ProgressView {
  const line = (value: object): void => write(`${JSON.stringify(value)}\n`);
  return {
    begin: (what, total) => line({ type: 'begin', what, total }),
    show: (event) => line({ type: 'progress', ...event }),
    note: (text) => line({ type: 'note', text }),
    close: () => undefined,
  };
}
