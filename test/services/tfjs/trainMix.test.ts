import { mkdir } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { readModel } from '../../../src/adapters/networks/modelFolder.js';
import { writeMixShard } from '../../../src/adapters/training/mixShards.js';
import { PipelineError } from '../../../src/errors.js';
import { mixClips } from '../../support/mixClips.js';
import { startProgram, type Program } from '../../support/startProgram.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);

const train = (out: string, ...more: readonly string[]): Program =>
  startProgram(
    ['train', at('examples'), '--out', at(out), '--songs', '6', '--rate', '1e-3', '--json', ...more],
    { cwd: at() },
  );

type Line = Readonly<Record<string, unknown>>;
const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

async function writeExamples(): Promise<void> {
  await mkdir(at('examples'), { recursive: true });
  const frames = 128;
  for (const [split, songs] of [['train', 24] as const, ['validation', 6] as const, ['test', 6] as const])
    await writeMixShard(
      at(`examples/${split}.safetensors`),
      mixClips({ ...{ songs, frames, split }, name: split, semitones: true }),
    );
}

/** Convolutions take their time where others compute too. */
const timeout = 400_000;

describeUnless(missing, 'mashstream train --network', () => {
  beforeAll(writeExamples);

  it(
    'teaches PreMixNet of examples, after it was killed as well, and writes it as a model',
    async () => {
      const flags = ['--network', 'premixnet', '--loss', 'both', '--steps', '40'] as const;
      const killed = train('premix', ...flags);
      await until(() => linesOf(killed.stdout()).some((line) => line['validation'] !== undefined), 300_000);
      killed.kill('SIGKILL');
      await killed.ended;
      const { code, stdout, stderr } = await train('premix', ...flags).ended;
      expect([code, stderr]).toEqual([0, '']);
      const lines = linesOf(stdout);
      expect(lines.find(({ type }) => type === 'begin')).toMatchObject({
        step: 20,
        compositions: { train: 24, validation: 6, test: 6 },
      });
      const { model } = readModel(at('premix'));
      expect(lines.find(({ type }) => type === 'model')).toEqual({ type: 'model', ...model });
      expect(model).toMatchObject({
        kind: 'premixnet',
        width: 1 / 8,
        training: { labels: 'lsro', loss: 'both' },
      });
      expect(Object.keys(model.files)).toEqual(
        ['vocal', 'harmonic', 'percussion', 'candidates'].map((name) => `${name}.onnx`),
      );
      expect(model.figures['exportedApart']).toBeLessThan(1e-3);
      const { mean } = model.figures['harmonyOfVoice'] as { mean: number };
      expect(mean).toBeGreaterThan(0.6);
    },
    timeout,
  );

  it(
    'teaches PostMixNet by pseudo-labels',
    async () => {
      const flags = ['--network', 'postmixnet', '--labels', 'pseudo', '--steps', '20'] as const;
      const { code, stderr } = await train('postmix', ...flags).ended;
      expect([code, stderr]).toEqual([0, '']);
      const { model } = readModel(at('postmix'));
      expect(model).toMatchObject({ kind: 'postmixnet', training: { labels: 'pseudo', loss: 'classes' } });
      expect(Object.keys(model.files)).toEqual(['mix.onnx']);
      expect(model.figures['exportedApart']).toBeLessThan(1e-3);
    },
    timeout,
  );

  it.each([
    ['premixnet', 'both', { mel: '1', semitones: '1' }],
    ['postmixnet', 'both', { mel: '1', semitones: '1' }],
    ['premixnet', 'semitones', { semitones: '1' }],
  ] as const)(
    'teaches %s by %s',
    async (network, input, inputs) => {
      const out = `${network}-${input}`;
      const flags = ['--network', network, '--input', input, '--steps', '3'] as const;
      const { code, stderr } = await train(out, ...flags).ended;
      expect([code, stderr]).toEqual([0, '']);
      const { model } = readModel(at(out));
      expect(model.inputs).toEqual(inputs);
      expect(model.figures['exportedApart']).toBeLessThan(1e-3);
    },
    timeout,
  );

  it('says what to do where examples have no semitones', async () => {
    await mkdir(at('older'));
    await writeMixShard(at('older/songs.safetensors'), mixClips({ songs: 30, frames: 64 }));
    const flags = ['train', at('older'), '--out', at('no-semitones'), '--network', 'premixnet'];
    const { code, stderr } = await startProgram([...flags, '--input', 'both'], { cwd: at() }).ended;
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/holds mel spectrograms alone.*mashstream examples, or train with --input mel/);
  });

  it('does not go on with another loss, nor with what there is none of', async () => {
    const other = await train('premix', '--network', 'premixnet', '--loss', 'infonce', '--steps', '40').ended;
    expect(other.code).not.toBe(0);
    expect(other.stderr).toMatch(
      /begun with other --network, --width, --labels, --loss, --input. Give the same/,
    );
    const none = await train('none', '--network', 'premixnet', '--width', '1/3', '--labels', 'soft').ended;
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/--width: must be one of 1, 1\/2, 1\/4, 1\/8 \(given: 1\/3\)/);
    expect(none.stderr).toMatch(/--labels: must be one of lsro, pseudo, none \(given: soft\)/);
  });
});
