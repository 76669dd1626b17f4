import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { fileChunks } from '../../../src/adapters/files/fileChunks.js';
import { fileWorkspaces } from '../../../src/adapters/files/fileWorkspaces.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { childWorker } from '../../../src/adapters/process/childWorker.js';
import { programVersion } from '../../../src/adapters/process/programVersion.js';
import { rubberbandStretcher } from '../../../src/adapters/rubberband/rubberbandStretcher.js';
import { PipelineError } from '../../../src/errors.js';
import type { TestHandlers } from './testChild.js';

// Does everything that opens files or starts programs with only so many descriptors left (started under `ulimit -n`), tells as
// JSON how each ended, then does it again with plenty.

const [folder] = process.argv.slice(2);
const song = join(folder, 'song.wav');
const output = join(folder, 'out.wav');
const decoder = ffmpegDecoder();
const encoder = ffmpegEncoder();
const stretcher = rubberbandStretcher();
const child = childWorker<TestHandlers>({
  name: 'The test process',
  entry: new URL('./testChild.js', import.meta.url),
  idle: 0.001,
});

const works: Readonly<Record<string, () => Promise<unknown>>> = {
  identify: () => decoder.identify(song),
  decode: () => decoder.decode({ uri: song, output, maxDuration: 9 }),
  encode: () => encoder.encode({ input: song, output: join(folder, 'out.flac'), format: 'flac' }),
  stretch: () =>
    stretcher.stretch({ input: song, output, duration: 1, formants: false, timeMap: [[0, 0]], shift: 1 }),
  child: () => child.run('double', 2),
  version: () => Promise.resolve().then(() => programVersion('ffmpeg', '-version', process.env)),
  read: () => readWav(song),
  chunks: async () => {
    let size = 0;
    for await (const chunk of fileChunks(song)) size += chunk.length;
    return size;
  },
  workspace: () => fileWorkspaces(join(folder, 'work')).open('test'),
};

/** Opens files until none is left, and closes `free` of them again. */
function exhaust(free: number): readonly number[] {
  const held: number[] = [];
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch {
    held.splice(0, free).forEach((file) => closeSync(file));
    return held;
  }
}

async function howEach(): Promise<Record<string, string>> {
  const ends: Record<string, string> = {};
  for (const [name, work] of Object.entries(works))
    ends[name] = await work().then(
      (result) => (result === undefined && name === 'version' ? 'missing' : 'done'),
      (error: unknown) => {
        const { code, retryable } = PipelineError.from(error);
        return retryable ? `${code}, retryable` : code;
      },
    );
  return ends;
}

const report: Record<string, Record<string, string>> = {};
for (const free of [0, 1, 2, 4, 6, 9, 12]) {
  const held = exhaust(free);
  const ends = await howEach();
  held.forEach((file) => closeSync(file));
  report[`with ${free}`] = ends;
}
report['with plenty'] = await howEach();
await child.close();
process.stdout.write(JSON.stringify(report));
