import { readFile } from 'node:fs/promises';
import type { SeparationJob } from '../../ports/separator.js';
import type { Report } from '../process/jobMessages.js';
import { serveJobs } from '../process/serveJobs.js';
import { loadHtdemucs, type Htdemucs } from './loadHtdemucs.js';
import type { SessionOptions } from './openSession.js';
import { separateWav } from './separateWav.js';

let model: Promise<Htdemucs> | undefined;
/** A failure to load is not remembered. */
const load = (options: SessionOptions): Promise<Htdemucs> =>
  (model ??= loadHtdemucs(options).catch((error: unknown) => {
    model = undefined;
    throw error;
  }));

/** Memory of this process in bytes: now, and the most it ever held. */
async function memory(): Promise<{ now: number; peak: number }> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return {
    now: kilobytes('VmRSS') * 1024 || process.memoryUsage().rss,
    peak: kilobytes('VmHWM') * 1024 || process.resourceUsage().maxRSS * 1024,
  };
}

/** What a separation took: in all and in the model itself (seconds), and this process's memory after it (bytes). */
export interface SeparationReport {
  readonly provider: string;
  readonly seconds: number;
  readonly modelSeconds: number;
  readonly memory: { readonly now: number; readonly peak: number };
}

const handlers = {
  async separate(
    request: { job: SeparationJob; options: SessionOptions },
    report: Report,
  ): Promise<SeparationReport> {
    const htdemucs = await load(request.options);
    const before = htdemucs.modelSeconds();
    const begun = performance.now();
    await separateWav(request.job, htdemucs, { onProgress: report });
    return {
      provider: htdemucs.provider,
      seconds: (performance.now() - begun) / 1000,
      modelSeconds: htdemucs.modelSeconds() - before,
      memory: await memory(),
    };
  },
};
export type SeparatorHandlers = typeof handlers;

serveJobs(handlers);
