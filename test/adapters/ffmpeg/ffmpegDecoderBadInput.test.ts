import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { probeSource } from '../../../src/adapters/ffmpeg/probeSource.js';
import { makeSound } from '../../support/makeSound.js';
import { decoderBench } from './support/decoderBench.js';
import { failure } from './support/failure.js';

const { at, decode, refusesBoth } = decoderBench();

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
