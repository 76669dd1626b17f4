import { expect, it } from 'vitest';
import { nearestSongs } from '../../../src/cli/words/nearestSongs.js';

const songs = [
  { uri: '/music/01 - Hello World.flac', title: 'Hello World', artist: 'The Greeters' },
  { uri: '/music/goodbye.mp3' },
  { uri: '/music/Sodium (live).ogg', title: 'Sodium (live at home)', artist: 'Salt' },
];

it.each([
  ['helo wrld', ['Hello World (The Greeters)']],
  ['greters', ['Hello World (The Greeters)']],
  ['sodum', ['Sodium (live at home) (Salt)']],
  ['godbye', ['goodbye']],
  ['something else', []],
])('%s', (text, names) => {
  expect(nearestSongs(text, songs)).toEqual(names);
});
