import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { ffmpegEncoder } from '../../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../../../src/adapters/files/fileWorkspaces.js';
import { monoOfFiles, withStemFiles } from '../../../../src/adapters/audio/stemSound.js';
import { featureGain } from '../../../../src/audio/mel/featureGain.js';
import { gridTimes } from '../../../../src/audio/mel/gridTimes.js';
import { melEnergies } from '../../../../src/audio/mel/melEnergies.js';
import { melOnGrid } from '../../../../src/audio/mel/melOnGrid.js';
import { mixMel } from '../../../../src/audio/mel/mixMel.js';
import { nominalMixGains } from '../../../../src/audio/mel/nominalMixGains.js';
import { fitScorer } from '../../../../src/adapters/rules/fitScorer.js';
import { mixClipOf } from '../../../../src/adapters/training/mixClipOf.js';
import { mixNetScorer } from '../../../../src/cli/runtime/wiring/mixNetScorer.js';
import { stamped, type Clip } from '../../../../src/domain/clip.js';
import type { Role } from '../../../../src/domain/role.js';
import { melBands } from '../../../../src/model/networks/mixBlocks.js';
import { heardClip } from '../../../../src/model/training/heardClip.js';
import { melBytes } from '../../../../src/model/training/melBytes.js';
import { melStep } from '../../../../src/model/training/mixClip.js';
import type { Score } from '../../../../src/ports/scorer.js';
import { storedClip } from '../../../support/clips.js';
import { writePostMixNet, writePreMixNet } from '../../../support/mixNetModel.js';
import { runFile } from '../../../support/networkValues.js';
import { pulsingStems } from '../../../support/pulsingStems.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const blobs = fileBlobStore(at('blobs'));
const tools = { blobs, workspaces: fileWorkspaces(at('work')), encoder: ffmpegEncoder() };
const stems = featureStore(blobs);

/** A clip of some bars of pulsing tones, of its own in each role. */
async function sounding(clipId: string, pitch: number, bars: number): Promise<Clip> {
  const files = await pulsingStems(blobs, clipId, { pitch, seconds: 11 });
  const clip = await storedClip(clipId, {}, blobs);
  const { beats, downbeats } = clip.grid;
  const grid = { ...clip.grid, beats: beats.slice(0, 4 * bars + 1), downbeats: downbeats.slice(0, bars + 1) };
  return stamped({ ...clip, bars, grid, stems: files });
}

let [seed, other, short]: Clip[] = [];
beforeAll(async () => {
  seed = await sounding('seed', 220, 4);
  other = await sounding('other', 300, 4);
  short = await sounding('short', 260, 2);
});

const sound = (clip: Clip, role: Role): Promise<Float32Array> =>
  withStemFiles({ clip, role }, tools, monoOfFiles);
/** Levels are told as in training, in bytes. */
async function melOf(clip: Clip, role: Role, shift = 0) {
  const mel = melOnGrid(await sound(clip, role), gridTimes(clip.grid.beats), shift);
  const values = Float32Array.from(melBytes(mel), (byte) => byte * melStep);
  return { shape: [1, values.length / melBands, melBands, 1] as const, values };
}

const harmonics = () => [
  { clip: seed, shift: 0 },
  { clip: other, shift: -2 },
];
const posteriorsOf = (rows: readonly (readonly Score[])[]): readonly number[] =>
  rows.flat().map(({ axes }) => axes['posterior']);

it.each([
  ['float32', 1e-4],
  ['float16', 2e-3],
] as const)('judges as the whole PreMixNet does, from stems heard apart, %s', async (kept, allowed) => {
  const whole = await writePreMixNet(at(kept), { kept });
  const scorer = mixNetScorer(stems, tools, { folder: at(kept), kind: 'premixnet' });
  const rows = await scorer.score(seed, harmonics(), [seed, other]).finally(() => scorer.close());
  const expected: number[] = [];
  for (const { clip, shift } of harmonics())
    for (const drums of [seed, other]) {
      const inputs = {
        vocal: await melOf(seed, 'vocal'),
        harmonic: await melOf(clip, 'harmonic', shift),
        percussion: await melOf(drums, 'percussion'),
      };
      expected.push((await runFile(whole, inputs)).posteriors.values[1]);
    }
  const found = posteriorsOf(rows);
  expect(Math.max(...found.map((each, i) => Math.abs(each - expected[i])))).toBeLessThan(allowed);
  // They differ, so that a wrong order would be seen; scores are log-odds.
  expect(new Set(found.map((each) => each.toFixed(4))).size).toBe(4);
  for (const { score, axes } of rows.flat())
    expect(1 / (1 + Math.exp(-score))).toBeCloseTo(axes['posterior'], 6);
  expect(await readdir(at('work'))).toEqual([]);
});

it('judges a mashup alike in any company, though others are longer', async () => {
  await writePreMixNet(at('company'));
  const scorer = mixNetScorer(stems, tools, { folder: at('company'), kind: 'premixnet' });
  const parts = [...harmonics(), { clip: short, shift: 1 }];
  const all = await scorer.score(seed, parts, [short, seed]);
  const [[alone]] = await scorer.score(seed, parts.slice(2), [seed]);
  const [[other4]] = await scorer.score(seed, parts.slice(1, 2), [seed]).finally(() => scorer.close());
  expect(all[2][1].score).toBeCloseTo(alone.score, 5);
  expect(all[1][1].score).toBeCloseTo(other4.score, 5);
});

it('judges by PostMixNet what the mix of the stems would be', async () => {
  const file = await writePostMixNet(at('post'));
  const scorer = mixNetScorer(stems, tools, { folder: at('post'), kind: 'postmixnet' });
  const [[{ axes }]] = await scorer
    .score(seed, [{ clip: other, shift: 3 }], [other])
    .finally(() => scorer.close());
  const energies = async (clip: Clip, role: Role, shift: number): Promise<Float32Array> => {
    const mono = await sound(clip, role);
    const options = { gain: featureGain(mono), shifts: [shift] };
    return melEnergies(mono, gridTimes(clip.grid.beats), options)[0];
  };
  const mix = mixMel(
    [
      await energies(seed, 'vocal', 0),
      await energies(other, 'harmonic', 3),
      await energies(other, 'percussion', 0),
    ],
    [nominalMixGains.vocal, nominalMixGains.harmonic, nominalMixGains.percussion],
  );
  const shape = [1, mix.length / melBands, melBands, 1] as const;
  const { posteriors } = await runFile(file, { mix: { shape, values: mix } });
  // Levels are told in steps of 0.025.
  expect(axes['posterior']).toBeCloseTo(posteriors.values[1], 2);
});

it.each(['semitones', 'both'] as const)('hears %s as examples of the clips have them', async (input) => {
  const example = async (clip: Clip) =>
    heardClip(await mixClipOf({ clip, song: clip.clipId, split: 'test' }, tools), input);
  const [voice, band] = [await example(seed), await example(other)];
  const channels = input === 'both' ? 2 : 1;
  const levels = (bytes: Uint8Array | undefined) => {
    const values = Float32Array.from(bytes ?? [], (byte) => byte * melStep);
    return { shape: [1, values.length / melBands / channels, melBands, channels] as const, values };
  };
  const parts = {
    ...{ vocal: levels(voice.vocal.get(0)), harmonic: levels(band.harmonic.get(-2)) },
    percussion: levels(band.percussion),
  };
  const score = async (kind: 'premixnet' | 'postmixnet', folder: string): Promise<number> => {
    const scorer = mixNetScorer(stems, tools, { folder, kind });
    const rows = scorer.score(seed, [{ clip: other, shift: -2 }], [other]);
    return posteriorsOf(await rows.finally(() => scorer.close()))[0];
  };
  const whole = await writePreMixNet(at(`pre ${input}`), { input });
  const { posteriors } = await runFile(whole, parts);
  expect(await score('premixnet', at(`pre ${input}`))).toBeCloseTo(posteriors.values[1], 4);
  const file = await writePostMixNet(at(`post ${input}`), { input });
  const energies = (['vocal', 'harmonic', 'percussion'] as const).map((role) =>
    parts[role].values.map((level) => (10 ** level - 1) / 1e4),
  );
  const gains = [nominalMixGains.vocal, nominalMixGains.harmonic, nominalMixGains.percussion];
  const mix = { shape: parts.vocal.shape, values: mixMel(energies, gains) };
  const mixed = await runFile(file, { mix });
  expect(await score('postmixnet', at(`post ${input}`))).toBeCloseTo(mixed.posteriors.values[1], 4);
});

it('refuses a model whose record names what no such network hears', async () => {
  await writePreMixNet(at('rows'));
  const record = await readFile(at('rows', 'model.json'), 'utf8');
  await writeFile(at('rows', 'model.json'), record.replace('"mel": "1"', '"rows": "1"'));
  const open = () => mixNetScorer(stems, tools, { folder: at('rows'), kind: 'premixnet' });
  expect(open).toThrow(/its record says that it hears rows/);
});

it('counts the rule beside the network for what the model says, and chooses by it', async () => {
  await writePreMixNet(at('both'), { weights: { network: 2, harmony: 0.5 } });
  const scorer = mixNetScorer(stems, tools, { folder: at('both'), kind: 'premixnet' });
  const rule = fitScorer(stems);
  const whole = await storedClip('whole', {}, blobs);
  const clip = { ...whole, stems: seed.stems };
  const [[{ score, axes }]] = await scorer.score(clip, [{ clip, shift: 0 }], [clip]);
  const [[byRule]] = await rule.score(clip, [{ clip, shift: 0 }], [clip]);
  expect(score).toBeCloseTo(2 * axes['network'] + 0.5 * byRule.score, 5);
  const pair = { seed: clip, role: 'harmonic', clip, shift: 0 } as const;
  expect(await scorer.preScore([pair])).toEqual(await rule.preScore([pair]));
  expect(scorer.version).toContain('+fit');
  await scorer.close();
});

it('refuses a model of another kind, or none, and tells of a stem that is lost', async () => {
  await writePostMixNet(at('wrong'));
  const of = (folder?: string) => () => mixNetScorer(stems, tools, { folder, kind: 'premixnet' });
  expect(of(at('wrong'))).toThrow(/is a postmixnet. Name another with --model/);
  expect(of()).toThrow(/no model is named/);
  await writePreMixNet(at('right'));
  const scorer = of(at('right'))();
  const lost = await sounding('lost', 410, 2);
  await rm(at('blobs', lost.stems.drums?.key ?? ''));
  await expect(scorer.score(seed, harmonics(), [lost])).rejects.toMatchObject({ code: 'corrupt-blob' });
  await scorer.close();
});
