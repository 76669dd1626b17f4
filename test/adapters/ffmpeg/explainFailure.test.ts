import { expect, it } from 'vitest';
import { explainFailure } from '../../../src/adapters/ffmpeg/explainFailure.js';

it.each([
  ['av_interleaved_write_frame(): No space left on device', 'disk-full', /Free some space/],
  [
    "[hls @ 0x55] Filename extension of 'x' is not a common multimedia extension\n[hls @ 0x1] Format not on whitelist",
    'refused-input',
    /points to other files/,
  ],
  ["Protocol 'https' not on whitelist 'file,pipe'!", 'refused-input', /points to other files/],
  ['[mov @ 0x1] Format not on whitelist', 'not-audio', /Convert it/],
  ["Stream map '0:a:0' matches no streams.", 'not-audio', /no sound in it/],
  ['/x: Permission denied', 'unreadable', /permissions/],
  ['/x: Input/output error', 'unreadable', /permissions/],
  [
    'line one\nInvalid data found when processing input\n',
    'not-audio',
    /\(Invalid data found when processing input\)/,
  ],
  ['', 'not-audio', /no sound could be decoded/],
])('explainFailure: %j', (stderr, code, says) => {
  const error = explainFailure('/music/a "b".mp3', stderr);
  expect(error).toMatchObject({ code, context: { path: '/music/a "b".mp3' } });
  expect(error.message).toMatch(says);
  expect(error.message).toContain('"/music/a \\"b\\".mp3"');
});
