import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { probeSource } from '../../../src/adapters/ffmpeg/probeSource.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { PipelineError, type ErrorCode } from '../../../src/errors.js';
import { countProcesses } from '../../support/countProcesses.js';
import { makeSound } from '../../support/makeSound.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const decoder = ffmpegDecoder();
const decode = (uri: string, maxDuration = 600) =>
  decoder.decode({ uri, output: at('out.wav'), maxDuration });

/** The error with which the work fails; its message must name the file. */
async function failure(work: Promise<unknown>, code: ErrorCode): Promise<PipelineError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PipelineError);
  if (!(error instanceof PipelineError)) throw new Error('unreachable');
  expect({ code: error.code, message: error.message }).toMatchObject({ code });
  return error;
}

async function refusesBoth(path: string, code: ErrorCode): Promise<PipelineError> {
  await failure(decoder.identify(path), code);
  const error = await failure(decode(path), code);
  expect(existsSync(at('out.wav'))).toBe(false);
  return error;
}

/** Level of a tone in decibels relative to a sine of full scale. */
function toneLevel(signal: Float32Array, frequency: number): number {
  let re = 0;
  let im = 0;
  const from = 4410;
  const count = 44_100;
  for (let i = from; i < from + count; i++) {
    re += signal[i] * Math.cos((2 * Math.PI * frequency * i) / 44_100);
    im += signal[i] * Math.sin((2 * Math.PI * frequency * i) / 44_100);
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / count + 1e-12);
}

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
    const { tags: found } = await decode(makeSound(at(`tagged.${kind}`), { args: tags }));
    expect(found).toEqual({ title: 'One: two', artist: 'A B', licence: 'CC BY 4.0' });
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

describe('bad input', () => {
  it('is too short under 2 s', async () => {
    const error = await failure(
      decode(makeSound(at('short.wav'), { source: 'sine=duration=1' })),
      'too-short',
    );
    expect(error.message).toContain('1.00 s');
    expect(existsSync(at('out.wav'))).toBe(false);
  });

  it.each([
    ['empty.mp3', ''],
    ['text.mp3', 'This is no music at all.\n'.repeat(100)],
    ['tiny.wav', 'RIFF'],
    ['noise.mp3', Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 2_654_435_761) >>> 24))],
  ])('is not audio: %s', async (name, content) => {
    writeFileSync(at(name), content);
    const error = await failure(decode(at(name)), 'not-audio');
    expect(error.message).toContain(name);
    expect(existsSync(at('out.wav'))).toBe(false);
  });

  it('is not audio: a picture, a video without sound', async () => {
    makeSound(at('picture.png'), { source: 'testsrc=size=16x16', args: ['-frames:v', '1'] });
    writeFileSync(at('picture.mp3'), readFileSync(at('picture.png')));
    makeSound(at('mute.mp4'), { source: 'testsrc=duration=3:size=64x64:rate=5' });
    await refusesBoth(at('picture.mp3'), 'not-audio');
    await refusesBoth(at('mute.mp4'), 'not-audio');
  });

  it.each([
    ['list.m3u8', '#EXTM3U\n#EXTINF:5,\nTARGET\n'],
    ['hls.mp3', '#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nTARGET\n#EXT-X-ENDLIST\n'],
    ['bom.mp3', '\ufeff#EXTM3U\nTARGET\n'],
    ['concat.mp3', "ffconcat version 1.0\nfile 'TARGET'\n"],
    ['list.ffconcat', "file 'TARGET'\n"],
    ['list.pls', '[playlist]\nFile1=TARGET\n'],
    ['session.mp3', 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n'],
    ['dash.mp3', '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">TARGET</MPD>'],
    ['address.mp3', 'http://127.0.0.1:9/song.mp3\n'],
  ])('is refused: the playlist %s', async (name, content) => {
    writeFileSync(at(name), content.replace('TARGET', makeSound(at('target.mp3'))));
    const error = await refusesBoth(at(name), 'refused-input');
    expect(error.message).toMatch(/playlist/);
  });

  it('is refused by ffmpeg itself where nobody looked before: the target is never opened', async () => {
    makeSound(at('target.wav'));
    writeFileSync(at('concat.mp3'), `ffconcat version 1.0\nfile 'target.wav'\n`);
    await failure(probeSource(at('concat.mp3'), { ffprobe: 'ffprobe', limit: 20 }), 'refused-input');
  });

  it.each([
    'http://127.0.0.1:9/a.mp3',
    'concat:a.mp3|b.mp3',
    'subfile,,start,0,end,9,,:a.mp3',
    'data:audio/wav;base64,AA',
    '',
  ])('is refused: the address %j', async (uri) => {
    await refusesBoth(uri, 'refused-input');
  });

  it('is not found: nothing there, a directory', async () => {
    mkdirSync(at('folder.mp3'));
    await refusesBoth(at('nothing.mp3'), 'not-found');
    await refusesBoth(at('folder.mp3'), 'not-found');
  });

  it('is unreadable: a loop of links, no permission, a failing device', async () => {
    symlinkSync(at('loop-b.mp3'), at('loop-a.mp3'));
    symlinkSync(at('loop-a.mp3'), at('loop-b.mp3'));
    await refusesBoth(at('loop-a.mp3'), 'unreadable');
    if (process.getuid?.() !== 0) {
      chmodSync(makeSound(at('locked.mp3')), 0);
      await refusesBoth(at('locked.mp3'), 'unreadable');
    }
    // A regular file whose reading fails with EIO, for root too.
    if (existsSync('/proc/self/mem')) await refusesBoth('/proc/self/mem', 'unreadable');
  });

  it('is refused: a pipe that nobody writes, a device without end', async () => {
    execFileSync('mkfifo', [at('pipe.mp3')]);
    await refusesBoth(at('pipe.mp3'), 'refused-input');
    await refusesBoth('/dev/zero', 'refused-input');
  });
});

describe('a program that hangs', () => {
  const script = (name: string, body: string): string => {
    writeFileSync(at(name), `#!/bin/sh\n${body}\n`);
    chmodSync(at(name), 0o755);
    return at(name);
  };

  it('is killed at the time limit, with all that it started', async () => {
    const path = makeSound(at('fine.mp3'));
    const hanging = ffmpegDecoder({ ffprobe: script('hang', 'sleep 7321 & sleep 7321'), limit: 0.3 });
    await failure(hanging.decode({ uri: path, output: at('out.wav'), maxDuration: 600 }), 'timeout');
    await sleep(100);
    expect(countProcesses('sleep 7321')).toBe(0);
  });

  it('is killed when it does not get on, though it prints', async () => {
    const path = makeSound(at('fine.mp3'));
    const body =
      'case "$1" in -version) exit 0;; esac; while :; do echo out_time_us=5; echo speed=$$; sleep 0.05; done';
    const stuck = ffmpegDecoder({ ffmpeg: script('stuck', body), stall: 0.4 });
    const error = await failure(
      stuck.decode({ uri: path, output: at('out.wav'), maxDuration: 600 }),
      'timeout',
    );
    expect(error.message).toContain('did not get on');
  });

  it('is killed on abort', async () => {
    const path = makeSound(at('fine.mp3'));
    const hanging = ffmpegDecoder({ ffmpeg: script('hang2', 'sleep 7322') });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    await failure(hanging.identify(path, abort.signal), 'aborted');
    expect(countProcesses('sleep 7322')).toBe(0);
  });

  it('that crashes may be tried again; one that is missing is named with its cure', async () => {
    const path = makeSound(at('fine.mp3'));
    const crashing = ffmpegDecoder({ ffmpeg: script('crash', 'kill -SEGV $$') });
    expect((await failure(crashing.identify(path), 'child-died')).retryable).toBe(true);
    const missing = await failure(
      ffmpegDecoder({ ffprobe: 'no-such-ffprobe' }).decode({
        uri: path,
        output: at('out.wav'),
        maxDuration: 9,
      }),
      'missing-program',
    );
    expect(missing.message).toContain('no-such-ffprobe');
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
