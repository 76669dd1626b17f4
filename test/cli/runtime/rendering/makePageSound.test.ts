import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ffmpegDecoder } from '../../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { fileWorkspaces } from '../../../../src/adapters/files/fileWorkspaces.js';
import { makePageSound } from '../../../../src/cli/runtime/rendering/makePageSound.js';
import { pageBitrate } from '../../../../src/cli/runtime/rendering/pageBitrate.js';
import { roles } from '../../../../src/domain/role.js';
import { madeMashup, mashupFacts } from '../../../support/madeMashup.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const folder = at('out/a');
const tools = { decoder: ffmpegDecoder(), encoder: ffmpegEncoder(), workspaces: fileWorkspaces(at('work')) };

/** Silence, and from second 1 on a tone. */
const tone = (level: number): Float32Array =>
  Float32Array.from({ length: 3 * 44_100 }, (_, i) => (i < 44_100 ? 0 : level * Math.sin(i / 20)));
const facts = () =>
  z
    .looseObject({ page: z.object({ schema: z.literal(1), peaks: z.record(z.string(), z.string()) }) })
    .parse(JSON.parse(readFileSync(at('out/a/mashup.json'), 'utf8')));
const script = (): string => readFileSync(at('out/a/page.js'), 'utf8');

describe('makePageSound', () => {
  beforeEach(async () => {
    rmSync(at('out'), { recursive: true, force: true });
    const stems = { vocal: tone(0.5), harmonic: tone(0.25), percussion: tone(0) };
    await madeMashup(folder, stems, mashupFacts({ duration: 3, own: 'kept' }));
  });

  it('writes the stems as MP3 into a script, and their waveforms into mashup.json beside all that was there', async () => {
    await makePageSound(tools, folder);
    const [, json] = /^mashstreamPage\((.*)\);\n$/.exec(script()) ?? [];
    const { stems } = z
      .object({ schema: z.literal(1), stems: z.record(z.string(), z.base64()) })
      .parse(JSON.parse(json));
    expect(Object.keys(stems)).toEqual([...roles]);
    writeFileSync(at('back.mp3'), Buffer.from(stems['vocal'], 'base64'));
    const job = { uri: at('back.mp3'), output: at('back.wav'), maxDuration: 60 };
    // To the sample: the encoder's delay and padding are written in its header.
    expect((await ffmpegDecoder().decode(job)).duration).toBe(3);
    const { page, ...rest } = facts();
    expect(rest).toEqual(JSON.parse(JSON.stringify(mashupFacts({ duration: 3, own: 'kept' }))));
    const peaks = (role: string) => [...Buffer.from(page.peaks[role], 'base64')];
    expect(peaks('vocal')).toHaveLength(400);
    expect(
      peaks('vocal')
        .slice(0, 133)
        .every((peak) => peak === 0),
    ).toBe(true);
    for (const peak of peaks('vocal').slice(134)) expect(Math.abs(peak - 127.5)).toBeLessThanOrEqual(1);
    for (const peak of peaks('harmonic').slice(134)) expect(Math.abs(peak - 63.75)).toBeLessThanOrEqual(1);
    expect(Math.max(...peaks('percussion'))).toBe(0);
    expect(readdirSync(at('work'))).toEqual([]);
  });

  it('does nothing where it is made, and makes it again where the script is gone or the mashup was rendered anew', async () => {
    await makePageSound(tools, folder);
    const made = () => statSync(at('out/a/page.js')).ino;
    const first = made();
    await makePageSound(tools, folder);
    expect(made()).toBe(first);
    writeFileSync(at('out/a/mashup.json'), JSON.stringify(mashupFacts({ duration: 3 })));
    await makePageSound(tools, folder);
    expect(made()).not.toBe(first);
    rmSync(at('out/a/page.js'));
    for (const half of ['page.js.1.part', 'mashup.json.1.part']) writeFileSync(at('out/a', half), 'half');
    await makePageSound(tools, folder);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(script()).toMatch(/^mashstreamPage/);
  });

  it('leaves a folder that is not ours alone, and changes nothing when it fails', async () => {
    await makePageSound(tools, at('work'));
    writeFileSync(at('out/a/harmonic.flac'), 'no sound');
    const before = readFileSync(at('out/a/mashup.json'), 'utf8');
    await expect(makePageSound(tools, folder)).rejects.toMatchObject({ code: 'not-audio' });
    expect(readFileSync(at('out/a/mashup.json'), 'utf8')).toBe(before);
    expect(readdirSync(folder)).not.toContain('page.js');
    expect(readdirSync(at('work'))).toEqual([]);
  });
});

describe('pageBitrate', () => {
  it.each([
    [30, 3, 192],
    [51, 3, 192],
    [60, 3, 160],
    [75, 3, 128],
    [75, 1, 192],
    [6000, 3, 32],
  ])('%d s of %d parts: %d kbit/s', (duration, count, rate) => {
    expect(pageBitrate(duration, count)).toBe(rate);
    if (duration < 6000) expect((4 / 3) * count * duration * rate * 125).toBeLessThan(5e6);
  });
});
