import { PipelineError } from '../../errors.js';
import { spawnLeashed } from '../process/spawnLeashed.js';

const soxr = 'aresample=44100:resampler=soxr:precision=28';
const swr = 'aresample=44100:filter_size=64:phase_shift=10:cutoff=0.97';

/** The best resampling filter that this build of ffmpeg has: soxr where it was built in, its own at high quality otherwise. */
export async function resampling(ffmpeg: string): Promise<string> {
  const { child, done } = spawnLeashed(ffmpeg, ['-version'], { stdout: 'pipe', timeout: 30 });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const { code } = await done;
  if (code !== 0)
    throw new PipelineError('child-died', `Asking ${ffmpeg} what it can do: it failed. Run again.`, {
      retryable: true,
    });
  return text.includes('--enable-libsoxr') ? soxr : swr;
}
