// PreMixNet (random weights) in this process: a voice's candidates with parts that nobody has heard, that are stored, and that are in memory; bytes of a clip.
// Processor time, decoding included. Usage: npx tsx bench/projections.ts [1/8 | 1/4 | 1/2 | 1]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monoOfFiles } from '../src/adapters/audio/stemSound.js';
import { ffmpegEncoder } from '../src/adapters/ffmpeg/ffmpegEncoder.js';
import { fileBlobStore } from '../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../src/adapters/files/fileWorkspaces.js';
import { systemClock } from '../src/adapters/files/systemClock.js';
import { heardStore } from '../src/adapters/networks/mix/heardStore.js';
import type { HeardStem, HearRequest, MixNetwork } from '../src/adapters/networks/mix/mixNetwork.js';
import { projectionStore } from '../src/adapters/networks/projections/projectionStore.js';
import { hearSpectrograms, judgeParts } from '../src/adapters/onnx/mix/mixJob.js';
import { preMixFiles } from '../src/adapters/onnx/network/preMixFiles.js';
import { featureGain } from '../src/audio/mel/featureGain.js';
import { gridTimes } from '../src/audio/mel/gridTimes.js';
import { logMel } from '../src/audio/mel/logMel.js';
import { melEnergies } from '../src/audio/mel/melEnergies.js';
import type { Clip } from '../src/domain/clip.js';
import { randomFrom } from '../src/domain/random.js';
import { roles, type Role } from '../src/domain/role.js';
import { initialWeights } from '../src/model/initialWeights.js';
import { measureNetwork } from '../src/model/measureNetwork.js';
import { projectionChannels, widths } from '../src/model/networks/mixBlocks.js';
import { preMixNetwork } from '../src/model/networks/preMixNet.js';
import { melBytes } from '../src/model/training/melBytes.js';
import { clipOf } from '../test/support/clips.js';
import { pulsingStems } from '../test/support/pulsingStems.js';

const told = process.argv[2] ?? '1/8';
const width = widths.find((each) => each === (told === '1' ? 1 : 1 / Number(told.split('/')[1]))) ?? 1 / 8;
/** Harmonies of these clips at these shifts, with all of their drums. */
const [count, shifts] = [4, [-1, 0, 1]];

const dir = mkdtempSync(join(tmpdir(), 'mashstream-bench-'));
const blobs = fileBlobStore(join(dir, 'blobs'));
const tools = { blobs, workspaces: fileWorkspaces(join(dir, 'work')), encoder: ffmpegEncoder() };

/** ms of processor time of this process and of those that it has waited for. */
function used(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + 10 * Number(ticks), 0);
}

async function writtenFiles() {
  const mel = [1, 64, 128, 1] as const;
  const inputs = { vocal: mel, harmonic: mel, percussion: mel };
  const { weights } = measureNetwork(preMixNetwork({ width }), inputs);
  const files = preMixFiles(initialWeights(weights, randomFrom('bench')), { width, name: 'bench' });
  const write = async (name: string, bytes: Uint8Array): Promise<string> => {
    await writeFile(join(dir, name), bytes);
    return join(dir, name);
  };
  const paths: Record<Role, string> = { vocal: '', harmonic: '', percussion: '' };
  for (const role of roles) paths[role] = await write(`${role}.onnx`, files.projection(role));
  const candidates = await write('candidates.onnx', files.candidates());
  return {
    kind: 'premixnet',
    input: 'mel',
    channels: projectionChannels({ width }),
    candidates,
    ...paths,
  } as const;
}

try {
  const job = { files: await writtenFiles(), options: { threads: 1 } };
  const network: Pick<MixNetwork, 'hear' | 'judge'> = {
    hear: ({ role, beats, shifts: asked }: HearRequest, lend): Promise<readonly HeardStem[]> =>
      lend(async (wavs) => {
        const mono = await monoOfFiles(wavs);
        const energies = melEnergies(mono, gridTimes(beats), { gain: featureGain(mono), shifts: asked });
        return hearSpectrograms(
          job,
          role,
          energies.map((each) => melBytes(logMel(each))),
        );
      }),
    judge: (parts) => judgeParts(job, parts),
  };
  const clips: Clip[] = [];
  for (let n = 0; n < count; n += 1) {
    const stems = await pulsingStems(blobs, `clip-${n}`, { pitch: 220 + 30 * n, seconds: 36 });
    clips.push(clipOf(`clip-${n}`, { stems }));
  }
  const worker = () => {
    const projections = projectionStore({ blobs, clock: systemClock });
    return heardStore({ network, tools, stored: { projections, model: 'bench' } });
  };
  const judge = async (heard: ReturnType<typeof worker>): Promise<void> => {
    const of = (n: number, role: Role, shift = 0): Promise<HeardStem> =>
      heard.of({ clip: clips[n], role, beats: clips[n].grid.beats }, shift);
    const all = [...clips.keys()];
    const harmonics = await Promise.all(all.flatMap((n) => shifts.map((shift) => of(n, 'harmonic', shift))));
    const percussions = await Promise.all(all.map((n) => of(n, 'percussion')));
    await network.judge({ vocal: await of(0, 'vocal'), harmonics, percussions });
    await heard.settled();
  };
  const candidates = count * shifts.length * count;
  const row = async (name: string, heardBy: typeof worker, times = 1): Promise<void> => {
    const before = used();
    for (let time = 0; time < times; time += 1) await judge(heardBy());
    const ms = (used() - before) / times;
    process.stdout.write(
      `${name.padEnd(28)} ${(ms / candidates).toFixed(2)} ms a candidate, ${Math.round((1000 * candidates) / ms)} a second\n`,
    );
  };
  const first = worker();
  await row('heard anew, and stored', () => first);
  await row('in memory', () => first, 50);
  await row('stored, by another process', worker, 50);
  const keys = await blobs.list('projections/');
  const bytes = keys.reduce((sum, key) => sum + Number(key.split('-').at(-2)), 0);
  const each = bytes / keys.length;
  process.stdout.write(
    `${keys.length} variants of ${each} bytes; a clip of voice, drums and harmony at seven shifts ${Math.round((9 * each) / 1000)} KB\n`,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
