import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { makeSound } from '../../support/makeSound.js';
import { mountSmall } from '../../support/mountSmall.js';
import { decoderBench } from './support/decoderBench.js';
import { failure } from './support/failure.js';

const { at, decode, decoder } = decoderBench();

/** What ffmpeg might say, as names. */
const names = [
  'No space left on device',
  'x: No space left on device',
  'Permission denied',
  'a\nfile: Permission denied',
  "[hls @ 0x1] Format not on whitelist 'x'",
  "[https @ 0x1] Protocol 'https' not on whitelist 'x'!",
  "Stream map '0:a:0' matches no streams.",
  'x: Input/output error',
  'x: Cannot allocate memory',
  'leash: 1: Cannot fork',
];

describe('a name that says what a program might say', () => {
  it.each(names)('is nothing to go by: the bad file %j', async (name) => {
    for (const path of [at(name), at(`${name}.d`, `${name}.mp3`)]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'This is no music at all.\n'.repeat(100));
      for (const work of [() => decoder.identify(path), () => decode(path)])
        expect((await failure(work(), 'not-audio')).message).toMatch(
          /no sound could be decoded from it \(Invalid/,
        );
    }
  });

  it('is nothing to go by, in the folder that is written to as well', async () => {
    const folder = at('data: No space left on device');
    mkdirSync(folder);
    makeSound(at('short.flac'), { args: ['-t', '3'] });
    writeFileSync(at('bad.flac'), 'fLaC');
    const output = join(folder, 'out.wav');
    await decoder.decode({ uri: at('short.flac'), output, maxDuration: 9 });
    await failure(decoder.decode({ uri: at('bad.flac'), output, maxDuration: 9 }), 'not-audio');
    const lost = join(folder, 'gone', 'out.wav');
    await failure(decoder.decode({ uri: at('short.flac'), output: lost, maxDuration: 9 }), 'not-audio');
  });

  it('is nothing to go by, in the tags as well', async () => {
    const said = names.map((name) => `${name}\nx: ${name}\n`).join('');
    const tags = ['title', 'artist', 'comment'].flatMap((tag) => ['-metadata', `${tag}=${said}`]);
    const source = 'testsrc=duration=3:size=64x64:rate=5';
    const error = await failure(decode(makeSound(at('mute.mkv'), { source, args: tags })), 'not-audio');
    expect(error.message).toMatch(/there is no sound in it/);
  });
});

describe('a full disk', () => {
  const disk = mountSmall(at('small'), 1);
  const song = makeSound(at('song.flac'), { source: 'sine=duration=20' });

  it.skipIf(!disk)('is told where there is one (needs root to mount it)', async () => {
    const job = { uri: song, output: at('small', 'out.wav'), maxDuration: 60 };
    const error = await failure(decoder.decode(job), 'disk-full');
    expect(error.message).toMatch(/small\/out\.wav: The disk is full\. Free some space/);
    const work = ffmpegEncoder().toWav(song, at('small', 'whole.wav'));
    await expect(work).rejects.toMatchObject({ code: 'disk-full' });
  });

  it('is not believed where there is none', async () => {
    const liar = at('liar');
    writeFileSync(liar, '#!/bin/sh\necho "x: No space left on device" >&2; exit 1\n', { mode: 0o755 });
    const lying = ffmpegDecoder({ ffmpeg: liar });
    await failure(lying.identify(song), 'not-audio');
    await expect(ffmpegEncoder({ ffmpeg: liar }).toWav(song, at('whole.wav'))).rejects.toMatchObject({
      code: 'not-audio',
    });
  });
});
