import type { EncodedRole } from '../../../model/networks/dualNet.js';
import type { DualEncoder } from '../../networks/dualEncoder.js';
import { childWorker } from '../../process/childWorker.js';
import type { SessionOptions } from '../openSession.js';
import type { DualHandlers } from './dualChild.js';

/** DualNet's encoders in a child process: a model call would hold up the stream. */
export function onnxDualEncoder(
  files: Readonly<Record<EncodedRole, string>>,
  options: SessionOptions = {},
): DualEncoder {
  const worker = childWorker<DualHandlers>({
    name: 'The process that hears stems',
    entry: new URL('./dualChild.js', import.meta.url),
  });
  return {
    open: () => worker.run('open', { files, options }),
    encode: (requests) => worker.run('encode', { files, requests, options }),
    close: () => worker.close(),
  };
}
