import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { fileWorkspaces } from '../../../src/adapters/files/fileWorkspaces.js';
import { writePage } from '../../../src/cli/out/page/writePage.js';
import { makePageSound } from '../../../src/cli/runtime/rendering/makePageSound.js';
import { randomFrom } from '../../../src/domain/random.js';
import type { Role } from '../../../src/domain/role.js';
import { PipelineError } from '../../../src/errors.js';
import { clicks } from '../../support/clicks.js';
import { madeMashup, mashupFacts } from '../../support/madeMashup.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeUnless } from '../describeOn.js';
import { installChromium } from './installChromium.js';
import { openBrowser, type Page } from './openBrowser.js';

const missing = await installChromium().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);
const at = temporaryDirectory();
const out = at('out # 100 %?');

/** All parts click together, and each once alone. */
const together = [0.53, 2.03, 4.53, 7.03];
const alone: Readonly<Record<Role, number>> = { vocal: 1, harmonic: 3, percussion: 6 };
const soundOf = (role: Role): Float32Array => clicks([...together, alone[role]], 8.33, randomFrom(role));
const stems = { vocal: soundOf('vocal'), harmonic: soundOf('harmonic'), percussion: soundOf('percussion') };
const nasty = `</script><script>document.title = 'taken'</script><img src=x onerror="document.title='taken'"> "quoted" 'it' & 🎤 `;

/** Notes every start of a sound: when, from where, and of how many seconds. */
const watch = `
  const starts = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (when, offset) {
    if (this.context instanceof AudioContext)
      starts.push({ when, offset, now: this.context.currentTime, seconds: this.buffer.duration });
    return start.call(this, when, offset);
  };`;

/** Onsets in the decoded stems near a time: the first sample of at least a fifth of the loudest one around. */
const onsets = (time: number): string => `(() => {
  const onset = (buffer) => {
    const rate = buffer.sampleRate;
    const from = Math.round((${time} - 0.04) * rate);
    const around = buffer.getChannelData(0).subarray(from, from + Math.round(0.08 * rate)).map(Math.abs);
    const loudest = around.reduce((most, x) => Math.max(most, x), 0);
    return (from + around.findIndex((x) => x > loudest / 5)) / rate;
  };
  return Array.from(player.loaded.buffers.values(), onset);
})()`;

/** The loudest moment near each part's own click, as the page mixes a mashup now. */
const heard = (card: number): string => `(async () => {
  const { buffers } = player.loaded;
  const context = new OfflineAudioContext(2, 8.3 * 44100, 44100);
  startParts(context, buffers, { at: 0, from: 0, levels: cards[${card}].levels() });
  const sound = (await context.startRendering()).getChannelData(0);
  const loudest = (time) => sound.subarray((time - 0.03) * 44100, (time + 0.03) * 44100).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return [${Object.values(alone).join(', ')}].map((time) => loudest(time) > 0.1);
})()`;

describeUnless(missing, 'index.html, opened from disk', () => {
  let page: Page;
  beforeAll(async () => {
    const tools = {
      ...{ decoder: ffmpegDecoder(), encoder: ffmpegEncoder(), workspaces: fileWorkspaces(at('work')) },
    };
    await madeMashup(
      join(out, 'first & "best" 🎧'),
      stems,
      mashupFacts({}, () => nasty),
    );
    await madeMashup(join(out, 'second'), stems, mashupFacts({ score: 0.5, muted: ['vocal'] }));
    for (const name of ['first & "best" 🎧', 'second']) await makePageSound(tools, join(out, name));
    mkdirSync(join(out, 'old'));
    writeFileSync(
      join(out, 'old/mashup.json'),
      JSON.stringify(mashupFacts({ score: 0.9, downbeats: undefined })),
    );
    await writePage(out, []);
    page = await openBrowser(join(out, 'index.html'), { profile: at('profile'), before: watch });
  });
  afterAll(() => page.close());

  const state = (card: number) => page.evaluate(`cards[${card}].element.dataset.state`);
  const playing = (card: number) => until(async () => (await state(card)) === 'playing');

  it('shows the mashups, best first; texts of others are texts', async () => {
    expect(
      await page.evaluate(`Array.from(document.querySelectorAll('article h2'), (each) => each.textContent)`),
    ).toEqual([
      'Song of vocal over Song of harmonic, drums Song of percussion',
      expect.stringContaining('</script><script>'),
      'Song of vocal over Song of harmonic, drums Song of percussion',
    ]);
    expect(await page.evaluate('document.title')).toBe('Mashups');
    expect(await page.evaluate(`document.querySelectorAll('img, main script').length`)).toBe(0);
    // The one without sound is shown all the same.
    expect(await page.evaluate(`document.querySelectorAll('.play:disabled').length`)).toBe(1);
    expect(await page.evaluate(`cards[1].element.querySelectorAll('.stage').length`)).toBe(3);
    expect(
      await page.evaluate(`cards[1].element.querySelector('.stage').querySelectorAll('.bar').length`),
    ).toBe(5);
  });

  it('loads no sound before it is asked for', async () => {
    expect(page.requests.filter((url) => url.includes('page.js'))).toEqual([]);
    expect(await page.evaluate('starts.length')).toBe(0);
    expect(statSync(join(out, 'index.html')).size).toBeLessThan(100_000);
  });

  it('plays all parts of a mashup together: clicks lie within 5 ms of one another and of where they are', async () => {
    await page.click('article:nth-of-type(2) .play');
    await playing(1);
    const starts = z
      .array(z.object({ when: z.number(), offset: z.number(), now: z.number(), seconds: z.number() }))
      .parse(await page.evaluate('starts'));
    expect(starts).toHaveLength(3);
    // One time for all, that has not passed yet when the last of them is told.
    expect(new Set(starts.map(({ when }) => when)).size).toBe(1);
    expect(starts[0].when).toBeGreaterThan(starts[2].now);
    expect(new Set(starts.map(({ offset }) => offset))).toEqual(new Set([0]));
    for (const time of together) {
      const found = z.array(z.number()).parse(await page.evaluate(onsets(time)));
      process.stderr.write(
        `${time}: ${found.map((each) => ((each - time) * 1000).toFixed(2)).join(' ')} ms\n`,
      );
      expect(Math.max(...found) - Math.min(...found)).toBeLessThan(0.005);
      for (const each of found) expect(Math.abs(each - time)).toBeLessThan(0.005);
    }
  });

  it('shows how it moves on, pauses where it is, and plays on from there', async () => {
    const position = () => page.evaluate('player.positionOf(cards[1])').then(Number);
    const before = await position();
    await until(async () => (await position()) > before + 0.2);
    // The button is in focus, and does with the key what buttons do.
    await page.press('Space');
    expect(await state(1)).toBe('stopped');
    await page.evaluate('document.activeElement.blur()');
    const paused = await position();
    expect(await page.evaluate(`cards[1].element.querySelector('.seek').valueAsNumber`)).toBeCloseTo(
      paused,
      1,
    );
    await page.press('ArrowRight');
    expect([2.03, 4.03, 6.03, 8.03]).toContain(await position());
    const there = await position();
    await page.press('ArrowLeft');
    expect(await position()).toBeCloseTo(there - 2, 6);
    await page.evaluate('starts.length = 0');
    await page.press('Space');
    await playing(1);
    const offsets = z.array(z.number()).parse(await page.evaluate('starts.map(({ offset }) => offset)'));
    expect(offsets).toHaveLength(3);
    for (const offset of offsets) expect(offset).toBeCloseTo(there - 2, 6);
  });

  it('goes to where the waveform is pressed', async () => {
    await page.evaluate('starts.length = 0');
    await page.click('article:nth-of-type(2) .stage');
    const offsets = z.array(z.number()).parse(await page.evaluate('starts.map(({ offset }) => offset)'));
    expect(offsets).toHaveLength(3);
    for (const offset of offsets) expect(offset).toBeCloseTo(8.33 / 2, 1);
  });

  it('mute and solo change what sounds', async () => {
    expect(await page.evaluate(heard(1))).toEqual([true, true, true]);
    await page.click('article:nth-of-type(2) .vocal .mute');
    expect(await page.evaluate(heard(1))).toEqual([false, true, true]);
    // It sounds at once: the gain of what plays moves.
    await until(
      async () => Number(await page.evaluate(`player.running.gains.get('vocal').gain.value`)) < 0.001,
    );
    await page.click('article:nth-of-type(2) .percussion .solo');
    expect(await page.evaluate(heard(1))).toEqual([false, false, true]);
    await page.press('Digit1');
    await page.press('Digit3', { shift: true });
    expect(await page.evaluate(heard(1))).toEqual([true, true, true]);
    await page.evaluate(`(() => {
      const level = cards[1].element.querySelector('.harmonic .level');
      level.value = '-6';
      level.dispatchEvent(new Event('input'));
    })()`);
    expect(await page.evaluate('cards[1].levels().harmonic')).toBeCloseTo(0.501, 3);
  });

  it('another one pauses the first, and leaves out what its mix leaves out', async () => {
    await page.click('article:nth-of-type(3) .play');
    await playing(2);
    expect(await state(1)).toBe('stopped');
    expect(await page.evaluate(heard(2))).toEqual([false, true, true]);
    await page.press('KeyP');
    await playing(1);
    expect(await state(2)).toBe('stopped');
  });

  it('ends at its end, at the beginning again', async () => {
    await page.evaluate('player.move(cards[1], 8)');
    await until(async () => (await state(1)) === 'stopped');
    expect(await page.evaluate('cards[1].position')).toBe(0);
  });

  it('asks for nothing but files on disk, and says nothing on the console', () => {
    expect(page.requests.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
    expect(page.problems).toEqual([]);
  });

  it('says what to do where the sound is gone', async () => {
    await page.evaluate('player.pause()');
    rmSync(join(out, 'second/page.js'));
    await page.click('article:nth-of-type(3) .play');
    await until(
      async () => (await page.evaluate(`cards[2].element.querySelector('.problem').textContent`)) !== '',
    );
    expect(await page.evaluate(`cards[2].element.querySelector('.problem').textContent`)).toMatch(
      /second\/page\.js cannot be read\. The files in its folder/,
    );
  });
});
