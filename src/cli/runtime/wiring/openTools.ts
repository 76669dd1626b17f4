import { ffmpegDecoder } from '../../../adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../../../adapters/ffmpeg/ffmpegEncoder.js';
import { htdemucsSeparator } from '../../../adapters/onnx/htdemucsSeparator.js';
import { audioWorker } from '../../../adapters/audio/audioWorker.js';
import { rubberbandStretcher } from '../../../adapters/rubberband/rubberbandStretcher.js';
import type { Config } from '../../../config.js';
import { PipelineError } from '../../../errors.js';
import type { Analyzer } from '../../../ports/analyzer.js';
import type { Decoder, Encoder } from '../../../ports/decoder.js';
import type { Fetcher } from '../../../ports/fetcher.js';
import type { Mixer } from '../../../ports/mixer.js';
import type { Separator } from '../../../ports/separator.js';
import type { Stretcher } from '../../../ports/stretcher.js';
import { fetcherOf, type FetchSettings } from './fetcherOf.js';

/** The programs and child processes that do the heavy work. */
export interface Tools {
  readonly fetcher: Fetcher;
  readonly decoder: Decoder;
  readonly encoder: Encoder;
  readonly separator: Separator;
  readonly analyzer: Analyzer;
  readonly mixer: Mixer;
  readonly stretcher: Stretcher;
  close(): Promise<void>;
}

/** For machines that only take songs with ready stems. */
const noSeparator: Separator = {
  name: 'none',
  licence: 'none',
  separate: () =>
    Promise.reject(
      new PipelineError(
        'separation-failed',
        'Separating a mixed song: separation is switched off. Give its stems, or set `separator` to htdemucs.',
      ),
    ),
  close: () => Promise.resolve(),
};

export type ToolSettings = Pick<Config, 'concurrency' | 'separator' | 'readTimeout'> & FetchSettings;

/** Makes the tools; their processes are started when first needed. */
export function openTools(config: ToolSettings): Tools {
  const separator = config.separator === 'none' ? noSeparator : htdemucsSeparator();
  const worker = audioWorker({ size: config.concurrency });
  return {
    fetcher: fetcherOf(config),
    decoder: ffmpegDecoder({ stall: config.readTimeout, limit: config.readTimeout }),
    encoder: ffmpegEncoder(),
    separator,
    analyzer: worker,
    mixer: worker,
    stretcher: rubberbandStretcher(),
    async close() {
      await separator.close();
      await worker.close();
    },
  };
}
