import { readFile } from 'node:fs/promises';
import { InferenceSession } from 'onnxruntime-node';
import { PipelineError } from '../../../errors.js';
import type { Named } from '../../../model/network.js';
import type { ExecutionProvider, NetworkReport } from '../../../ports/executionProvider.js';
import { openSession, type SessionOptions } from '../openSession.js';
import { checkedAgainst } from './checkedAgainst.js';
import { readNetworkFile } from './readNetworkFile.js';
import { fromTensors, toTensors, type NetworkValue } from './sessionValues.js';

/** A network that can be run. */
export interface NetworkSession extends NetworkReport {
  /** Error: `refused-input` where the values do not fit. */
  run(inputs: Named<NetworkValue>): Promise<Named<NetworkValue>>;
  close(): Promise<void>;
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PipelineError('unreadable', `Reading the network ${path}: ${why}. Check that it is there.`, {
      cause,
    });
  }
}

const refused =
  (path: string) =>
  (failures: string): PipelineError =>
    new PipelineError(
      'unreadable',
      `Loading the network ${path}: no execution provider took it (${failures}). Choose another model, or install the npm packages anew.`,
    );

/**
 * Opens a file of `networkFile`: read through first, so that a damaged one is refused, then given to one provider after the other. What a provider other than the processor computes is compared
 * with the processor's on made input; one that is wrong is passed over. Error: `unreadable`.
 */
export async function networkSession(path: string, options: SessionOptions = {}): Promise<NetworkSession> {
  const bytes = await bytesOf(path);
  readNetworkFile(bytes, path);
  const plain = (): Promise<InferenceSession> =>
    InferenceSession.create(bytes, { executionProviders: ['cpu'], logSeverityLevel: 3 });
  const check = async (
    session: InferenceSession,
    provider: ExecutionProvider,
  ): Promise<string | undefined> => {
    const reference = provider === 'cpu' ? session : await plain();
    try {
      return await checkedAgainst(session, reference);
    } finally {
      if (reference !== session) await reference.release();
    }
  };
  const { session, provider, refusals } = await openSession(bytes, { ...options, check }, refused(path));
  return {
    provider,
    refusals,
    run: async (inputs) => fromTensors(await session.run(toTensors(session, inputs))),
    close: () => session.release(),
  };
}
