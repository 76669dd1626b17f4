import { freePort } from '../../../support/freePort.js';

export interface Answer {
  readonly status: number;
  /** Without the end of its line. */
  readonly text: string;
  readonly seconds: number;
}

/** Where a worker is asked how it is. */
export interface Probe {
  /** Settings of the worker. */
  readonly settings: Readonly<Record<string, string>>;
  /** Undefined: nobody listens there. */
  readonly ask: (path: '/healthz' | '/readyz' | '/metrics') => Promise<Answer | undefined>;
}

/** A port for the probes of one worker. */
export async function probe(): Promise<Probe> {
  const port = await freePort();
  return {
    settings: { httpPort: String(port) },
    async ask(path) {
      const began = performance.now();
      const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
      const text = (await answer?.text()) ?? '';
      const seconds = (performance.now() - began) / 1000;
      return answer && { status: answer.status, text: text.trimEnd(), seconds };
    },
  };
}
