import { expect, it } from 'vitest';
import { rankingText } from '../../../../src/cli/results/best/rankingText.js';
import type { Mashup } from '../../../../src/domain/mashup.js';
import { clipOf } from '../../../support/clips.js';

const output = { json: false, stdout: { isTTY: false }, places: {} };
const textOf = (clip: ReturnType<typeof clipOf>, mashups: readonly Mashup[] = [], useDoubtful = false) =>
  rankingText(
    { seedClipId: clip.clipId, scorer: { name: 'amu', version: '1' }, revision: 1, mashups: [...mashups] },
    { mashups: [], clips: new Map([[clip.clipId, clip]]) },
    { ...output, useDoubtful },
  );

it('says why a voice has no mashups: no partner, or not to be trusted', () => {
  expect(textOf(clipOf('a'))).toMatch(/: no partner within the key and tempo rule$/);
  expect(textOf(clipOf('b', { trusted: false }))).toMatch(
    /: not used \(weak-beats\); correct it by a sidecar/,
  );
  expect(textOf(clipOf('b', { trusted: false }), [], true)).toMatch(/: no partner within/);
  const seldom = clipOf('c', { sungShare: 0.41 });
  expect(textOf(seldom)).toMatch(/: not taken as a voice unless it is named: it sings in 41 % of its bars$/);
  expect(textOf(seldom, [], true)).toMatch(/: no partner within/);
});

it('names who came nearest to a voice without a partner', () => {
  const text = rankingText(
    { seedClipId: 'a', scorer: { name: 'amu', version: '1' }, revision: 1, mashups: [] },
    { mashups: [], clips: new Map([['a', clipOf('a')]]) },
    { ...output, useDoubtful: false, nearest: 'Fantasma is 2 semitones too far' },
  );
  expect(text).toMatch(
    /: no partner within the key and tempo rule; the nearest: Fantasma is 2 semitones too far$/,
  );
});

it('tells programs why there is nothing as well', () => {
  const view = { mashups: [], clips: new Map([['a', clipOf('a', { sungShare: 0.2 })]]) };
  const ranking = { seedClipId: 'a', scorer: { name: 'fit', version: '1' }, revision: 1, mashups: [] };
  const text = rankingText(ranking, view, { ...output, json: true, useDoubtful: false });
  expect(JSON.parse(text)).toMatchObject({
    ...{ type: 'ranking', seedClipId: 'a', mashups: [] },
    reason: 'not taken as a voice unless it is named: it sings in 20 % of its bars',
  });
});

it('does not say that there is no partner where all of them are left out', () => {
  const mashup: Mashup = {
    ...{ mashupId: 'm', seedClipId: 'a', condition: 'matched', bars: 16, score: 1, axes: {} },
    parts: [{ role: 'vocal', clipId: 'a', trackId: 't', shift: 0, warp: false, stretch: 1, offset: 0 }],
  };
  expect(textOf(clipOf('a'), [mashup])).toMatch(/: none of its 1 ranked mashups is shown/);
});
