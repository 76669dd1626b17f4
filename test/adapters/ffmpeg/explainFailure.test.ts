import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../src/adapters/ffmpeg/explainFailure.js';

describe('explainFailure', () => {
  // As ffmpeg 5.1 and 7.1 say it.
  it.each([
    [
      "[hls @ 0x55] Filename extension of 'x' is not a common multimedia extension\n[hls @ 0x1] Format not on whitelist 'mp3,wav'\n<file>: Invalid argument",
      'refused-input',
      /points to other files/,
    ],
    [
      "[https @ 0x1f] Protocol 'https' not on whitelist 'file,pipe'!",
      'refused-input',
      /points to other files/,
    ],
    ["[dsf @ 0x1] Format not on whitelist 'mp3,wav'\n<file>: Invalid argument", 'not-audio', /Convert it/],
    [
      "Stream map '0:a:0' matches no streams.\nTo ignore this, add a trailing '?' to the map.",
      'not-audio',
      /no sound in it/,
    ],
    ["[out#0/wav @ 0x5] Stream map '0:a:0' matches no streams.", 'not-audio', /no sound in it/],
    ['<file>: Permission denied', 'unreadable', /permissions/],
    [
      '[in#0 @ 0x5] Error opening input: Permission denied\nError opening input file <file>.',
      'unreadable',
      /permissions/,
    ],
    ['<file>: Input/output error', 'unreadable', /permissions/],
    ['[in#0/wav @ 0x5] Error during demuxing: Input/output error', 'unreadable', /permissions/],
    [
      'Error while filtering: Cannot allocate memory\nFailed to inject frame',
      'refused-input',
      /more memory than the 512 MB/,
    ],
    [
      '[af#0:0 @ 0x5] Error sending frames to consumers: Cannot allocate memory',
      'refused-input',
      /more memory/,
    ],
    ['[pcm_f32le @ 0x5] Failed to allocate packet of size 113836800', 'refused-input', /more memory/],
    [
      'Failed to alloc 104857600 bytes\n<file>: Invalid data found when processing input',
      'refused-input',
      /more memory/,
    ],
    [
      '[Parsed_aresample_0 @ 0x5] [SWR @ 0x6] Rematrix is needed between 10 channels and stereo but there is not enough information to do it',
      'refused-input',
      /cannot be mixed down/,
    ],
    [
      '<file>: Invalid data found when processing input\n',
      'not-audio',
      /\(Invalid data found when processing input\)/,
    ],
    ['', 'not-audio', /no sound could be decoded/],
  ])('knows %j', (words, code, says) => {
    const error = explainFailure('/music/a "b".mp3', words);
    expect(error).toMatchObject({ code, context: { path: '/music/a "b".mp3' } });
    expect(error.message).toMatch(says);
    expect(error.message).toContain('"/music/a \\"b\\".mp3"');
  });

  it.each([
    'av_interleaved_write_frame(): No space left on device',
    "[mp3 @ 0x5] title: Format not on whitelist 'x' indeed",
    "title: a, Stream map '0:a:0' matches no streams. Or so",
    '[mp3 @ 0x5] TIT2: x: Permission denied!',
    'Protocol of a meeting: not on whitelist',
    'lyrics: the machine: Cannot allocate memory',
  ])('takes %j for no more than it is', (words) => {
    expect(explainFailure('/a.mp3', words)).toMatchObject({
      code: 'not-audio',
      message: expect.stringContaining('no sound could be decoded') as string,
    });
  });
});
