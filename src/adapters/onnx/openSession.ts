import { cpus } from 'node:os';
import { InferenceSession } from 'onnxruntime-node';
import type { ExecutionProvider, ProviderRefusal } from '../../ports/executionProvider.js';

export interface SessionOptions {
  /** Tried one at a time, in this order; left out: the processor alone. */
  readonly providers?: readonly ExecutionProvider[];
  /** Left out: one a core. */
  readonly threads?: number;
}

export interface OpenedSession {
  readonly session: InferenceSession;
  readonly provider: ExecutionProvider;
  readonly refusals: readonly ProviderRefusal[];
}

export interface OpenOptions extends SessionOptions {
  /** A last look at a session that was opened: why it will not do, or undefined. */
  readonly check?: (session: InferenceSession, provider: ExecutionProvider) => Promise<string | undefined>;
  readonly settings?: InferenceSession.SessionOptions;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function opened(
  model: string | Uint8Array,
  provider: ExecutionProvider,
  { threads = cpus().length, check, settings }: OpenOptions,
): Promise<InferenceSession | string> {
  try {
    const all = { ...settings, executionProviders: [provider], intraOpNumThreads: threads };
    // Overloads: a path or bytes.
    const session = await (typeof model === 'string'
      ? InferenceSession.create(model, { logSeverityLevel: 3, ...all })
      : InferenceSession.create(model, { logSeverityLevel: 3, ...all }));
    const problem = await check?.(session, provider);
    if (problem === undefined) return session;
    await session.release();
    return problem;
  } catch (error) {
    return reason(error);
  }
}

/**
 * Opens a model (its path or bytes) where the first provider takes it. A list of providers is not given at once: one that is missing would make the whole list fail, or be passed over in silence.
 * `refused` makes the error where none takes it.
 */
export async function openSession(
  model: string | Uint8Array,
  options: OpenOptions,
  refused: (failures: string) => Error,
): Promise<OpenedSession> {
  const refusals: ProviderRefusal[] = [];
  for (const provider of options.providers ?? (['cpu'] as const)) {
    const session = await opened(model, provider, options);
    if (typeof session !== 'string') return { session, provider, refusals };
    refusals.push({ provider, why: session });
  }
  throw refused(refusals.map(({ provider, why }) => `${provider}: ${why}`).join('; '));
}
