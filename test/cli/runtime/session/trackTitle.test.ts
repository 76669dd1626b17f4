import { expect, it } from 'vitest';
import { trackTitle } from '../../../../src/cli/runtime/session/trackTitle.js';

it.each([
  ['file:///music/My%20Song.mp3', 'My Song.mp3'],
  ['file:///music/Song/vocals.wav', 'Song'],
  ['file:///music/Song/other.flac', 'Song'],
  ['file:///music/Song', 'Song'],
  ['file:///music/vocals%20of%20mine.wav', 'vocals of mine.wav'],
  ['shop/42', 'shop/42'],
  ['file:///vocals.wav', 'vocals.wav'],
  ['file:///', '/'],
  ['file://host/x', 'file://host/x'],
  ['file:%zz', 'file:%zz'],
  ['file:///a%2Fb', 'file:///a%2Fb'],
  ['https://host/music/song.mp3', 'song.mp3'],
  ['https://host/music/song.mp3?sha256=ab', 'song.mp3'],
  ['https://host/Song/vocals.wav?sig=a/b', 'Song'],
  ['s3://bucket/My Song.mp3', 'My Song.mp3'],
])('trackTitle: %s is %s', (key, title) => expect(trackTitle(key)).toBe(title));
