import type { MixNetwork } from '../../networks/mix/mixNetwork.js';
import { childWorker } from '../../process/childWorker.js';
import type { SessionOptions } from '../openSession.js';
import type { MixHandlers } from './mixChild.js';
import type { MixFiles } from './mixFiles.js';

/** PreMixNet or PostMixNet in a child process: hearing a stem and a model call would hold up the stream. */
export function onnxMixNetwork(files: MixFiles, options: SessionOptions = {}): MixNetwork {
  const worker = childWorker<MixHandlers>({
    name: 'The process that hears mashups',
    entry: new URL('./mixChild.js', import.meta.url),
  });
  return {
    open: () => worker.run('open', { files, options }),
    async hear(request, lend) {
      const job = { files, options, ...request };
      const heard = await worker.run('hear', job);
      return heard ?? lend((wavs) => worker.run('load', { ...job, wavs }));
    },
    judge: (parts) => worker.run('judge', { files, options, parts }),
    close: () => worker.close(),
  };
}
