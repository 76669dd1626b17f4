import { expect, it } from 'vitest';
import { sourceName } from '../../../../src/cli/results/mashup/sourceName.js';

it.each([
  [{ title: 'T', artist: 'A', uri: '/x.mp3' }, 'T (A)'],
  [{ title: 'T', uri: '/x.mp3' }, 'T'],
  [{ artist: 'A', uri: '/Music/01 Song.one.mp3' }, '01 Song.one'],
  [{ title: '', uri: '/Music/Song.mp3' }, 'Song'],
  [{ uri: 'file:///Music/My%20Song.flac' }, 'My Song'],
  [{ uri: '/Music/My Song/vocals.wav' }, 'My Song'],
  [{ uri: '/Music/My Song/Drums.wav' }, 'My Song'],
  [{ uri: '/Music/vocals of mine.wav' }, 'vocals of mine'],
  [{ uri: '/vocals.wav' }, 'vocals'],
  [{ uri: 'file://host/Song.mp3' }, 'Song'],
  [{ uri: 'file:///a%2FSong.mp3' }, 'a%2FSong'],
  [{ uri: 'file:%zz' }, 'file:%zz'],
  [{ uri: '/' }, '/'],
])('sourceName: %j is %s', (source, name) => expect(sourceName(source)).toBe(name));
