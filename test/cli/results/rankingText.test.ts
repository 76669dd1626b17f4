import { expect, it } from 'vitest';
import { rankingText } from '../../../src/cli/results/rankingText.js';
import { clipOf } from '../../support/clips.js';

const output = { json: false, stdout: { isTTY: false } };
const textOf = (clip: ReturnType<typeof clipOf>) =>
  rankingText(
    { seedClipId: clip.clipId, scorer: { name: 'amu', version: '1' }, revision: 1 },
    { mashups: [], clips: new Map([[clip.clipId, clip]]) },
    output,
  );

it('says why a voice has no mashups: no partner, or not to be trusted', () => {
  expect(textOf(clipOf('a'))).toMatch(/: no partner within the key and tempo rule$/);
  expect(textOf(clipOf('b', { trusted: false }))).toMatch(
    /: not used \(weak-beats\); correct it by a sidecar/,
  );
});
