import { cpus } from 'node:os';
import { InferenceSession } from 'onnxruntime-node';
import { PipelineError } from '../../errors.js';

export interface SessionOptions {
  /** Tried one at a time, in this order; default: the processor alone. */
  readonly providers?: readonly string[];
  readonly threads?: number;
}

export interface OpenSession {
  readonly session: InferenceSession;
  /** Which execution provider runs it. */
  readonly provider: string;
}

/**
 * Loads a model. A list of providers is not given at once: one that is missing would make the whole list fail, or be passed over in silence. Error: `unreadable` where
 * none takes it.
 */
export async function openSession(file: string, options: SessionOptions = {}): Promise<OpenSession> {
  const { providers = ['cpu'], threads = cpus().length } = options;
  const failures: string[] = [];
  for (const provider of providers) {
    try {
      const session = await InferenceSession.create(file, {
        executionProviders: [provider],
        intraOpNumThreads: threads,
        // The arena keeps twice the memory of the largest call.
        enableCpuMemArena: false,
        enableMemPattern: false,
        logSeverityLevel: 3,
      });
      return { session, provider };
    } catch (error) {
      failures.push(`${provider}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new PipelineError(
    'unreadable',
    `Loading the model ${file}: no execution provider took it (${failures.join('; ')}).`,
  );
}
