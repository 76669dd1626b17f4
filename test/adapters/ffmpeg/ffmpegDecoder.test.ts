import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { makeSound } from '../../support/makeSound.js';
import { decoderBench } from './support/decoderBench.js';
import { toneLevel } from './support/toneLevel.js';

const { at, decoder, decode } = decoderBench();

describe('decode', () => {
  it('gives 44.1 kHz stereo float from mono 8 kHz, both channels at the level of the source', async () => {
    const path = makeSound(at('mono.wav'), { source: 'aevalsrc=0.5*sin(440*2*PI*t):d=4:s=8000' });
    const decoded = await decode(path);
    const audio = await readWav(at('out.wav'));
    expect(decoded).toMatchObject({ duration: 4, sourceDuration: 4, truncated: false });
    expect([audio.sampleRate, audio.channels.length, audio.channels[0].length]).toEqual([
      44_100,
      2,
      4 * 44_100,
    ]);
    for (const channel of audio.channels)
      expect(toneLevel(channel, 440)).toBeCloseTo(20 * Math.log10(0.5), 1);
  });

  it('mixes 96 kHz 24-bit 5.1 down, and lets nothing above the audible fold back', async () => {
    const source =
      'aevalsrc=0.3*sin(440*2*PI*t)|0|0.3*sin(880*2*PI*t)|0|0|0.3*sin(30000*2*PI*t):c=5.1:d=3:s=96000';
    await decode(makeSound(at('surround.wav'), { source, args: ['-c:a', 'pcm_s24le'] }));
    const { channels } = await readWav(at('out.wav'));
    expect(channels.length).toBe(2);
    expect(toneLevel(channels[0], 440)).toBeGreaterThan(-14);
    expect(toneLevel(channels[1], 440)).toBeLessThan(-80);
    expect(toneLevel(channels[0], 880)).toBeCloseTo(toneLevel(channels[1], 880), 1);
    expect(toneLevel(channels[1], 44_100 - 30_000)).toBeLessThan(-90);
  });

  it.each([
    ['song.mp3', []],
    ['song.m4a', []],
    ['song.aac', []],
    ['song.flac', []],
    ['song.ogg', ['-c:a', 'libvorbis']],
    ['song.opus', []],
    ['song.aiff', []],
    ['song.mka', ['-c:a', 'libopus']],
    ['song.webm', ['-c:a', 'libopus']],
    ['song.wv', []],
  ])('reads %s', async (name, args) => {
    const decoded = await decode(makeSound(at(name), { args }));
    expect(decoded.duration).toBeCloseTo(5, 0);
    expect(await decoder.identify(at(name))).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(['clip.mp4', 'clip.avi', 'clip.ts', 'clip.mkv'])('takes the sound of a video: %s', async (name) => {
    const args = ['-f', 'lavfi', '-i', 'testsrc=duration=3:size=64x64:rate=5', '-map', '1:v', '-map', '0:a'];
    const path = makeSound(at(name), { source: 'sine=duration=3', args: [...args, '-c:a', 'libmp3lame'] });
    expect((await decode(path)).duration).toBeCloseTo(3, 0);
  });

  it('takes the allowed first part of a long file, and says so', async () => {
    const path = makeSound(at('long.flac'), { source: 'sine=duration=20' });
    expect(await decode(path, 7)).toMatchObject({ duration: 7, sourceDuration: 20, truncated: true });
    expect((await decode(path, 20)).truncated).toBe(false);
  });

  it('decodes what is there of a truncated mp3', async () => {
    const whole = readFileSync(makeSound(at('whole.mp3'), { source: 'sine=duration=10' }));
    writeFileSync(at('cut.mp3'), whole.subarray(0, whole.length / 2));
    const decoded = await decode(at('cut.mp3'));
    expect(decoded.duration).toBeGreaterThan(4);
    expect(decoded.duration).toBeLessThan(6);
    expect(decoded).toMatchObject({ truncated: false, sourceDuration: decoded.duration });
  });

  it('decodes silence: what to make of it is for others', async () => {
    await decode(makeSound(at('silence.flac'), { source: 'anullsrc=r=44100:cl=stereo:d=3' }));
    expect((await readWav(at('out.wav'))).channels[0].every((x) => x === 0)).toBe(true);
  });

  it.each(['mp3', 'flac', 'opus', 'm4a'])('reads title, artist and licence from %s', async (kind) => {
    const tags = ['title=One: two', 'artist=A\nB ', 'copyright=CC BY 4.0'].flatMap((tag) => [
      '-metadata',
      tag,
    ]);
    const path = makeSound(at(`tagged.${kind}`), { args: tags });
    expect(await decoder.tags(path)).toEqual({ title: 'One: two', artist: 'A B', licence: 'CC BY 4.0' });
  });

  it.each([
    'new\nline.mp3',
    'quote\'".mp3',
    '🎵 song.mp3',
    '-version',
    '-i.mp3',
    'http:x.mp3',
    '%d.mp3',
    'pipe:0',
  ])('reads a file called %j', async (name) => {
    makeSound(at(name), { args: ['-f', 'mp3'] });
    expect((await decode(at(name))).duration).toBeCloseTo(5, 0);
  });

  it('reads file: addresses and relative paths', async () => {
    makeSound(at('a b.mp3'));
    expect((await decode(`file://${at('a%20b.mp3')}`)).duration).toBeCloseTo(5, 0);
    const before = process.cwd();
    process.chdir(at());
    try {
      expect((await decode('a b.mp3')).duration).toBeCloseTo(5, 0);
    } finally {
      process.chdir(before);
    }
  });
});

describe('identify', () => {
  it('is the same whatever the name and the tags, and another for other sound', async () => {
    makeSound(at('one.mp3'));
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-i',
      at('one.mp3'),
      '-c',
      'copy',
      '-metadata',
      'title=x',
      at('two.mp3'),
    ]);
    makeSound(at('three.mp3'), { source: 'sine=frequency=441:duration=5' });
    const [one, two, three] = await Promise.all(
      ['one.mp3', 'two.mp3', 'three.mp3'].map((n) => decoder.identify(at(n))),
    );
    expect(two).toBe(one);
    expect(three).not.toBe(one);
  });
});

it('a file that grows while it is read does no harm', async () => {
  const path = makeSound(at('grow.mp3'));
  const timer = setInterval(() => appendFileSync(path, Buffer.alloc(1000)), 1);
  try {
    expect((await decode(path)).duration).toBeGreaterThan(4);
  } finally {
    clearInterval(timer);
  }
});
