import { expect, it } from 'vitest';
import type { EvaluatedClip } from '../../../src/evaluation/evaluatedClip.js';
import { objectiveQueries, type MovedParts } from '../../../src/evaluation/objective/objectiveQueries.js';
import type { UnwarpedPart } from '../../../src/evaluation/unwarpedPart.js';
import { clipOf, type ClipShape } from '../../support/clips.js';

const of = (name: string, shape: ClipShape): EvaluatedClip => ({
  clip: clipOf(name, shape),
  composition: name,
});
const clips = [
  of('a', { bpm: 120, tonic: 0 }),
  of('up', { bpm: 124, tonic: 2 }),
  of('far key', { bpm: 120, tonic: 6 }),
  of('fast', { bpm: 163, tonic: 0 }),
  of('no voice', { bpm: 118, tonic: 11, vocal: false }),
];

function asked(moved: MovedParts) {
  const played: UnwarpedPart[] = [];
  const playUnwarped = (part: UnwarpedPart) => {
    played.push(part);
    return { ...part.clip, clipId: `late ${part.clip.clipId}` };
  };
  const query = objectiveQueries(clips, { moved, playUnwarped }).find(({ seed }) => seed.clipId === 'a');
  if (!query) throw new Error('it was not asked');
  const triples = (grids: typeof query.unlabelled = []): readonly string[] =>
    grids.flatMap(({ harmonics, percussions }) =>
      harmonics.flatMap(({ clip, shift }) =>
        percussions.map(({ clipId }) => `${clip.clipId} ${shift} / ${clipId}`),
      ),
    );
  return { query, triples, played };
}

it('asks of a voice’s own parts, matched and unmatched ones', () => {
  const { query, triples } = asked('both');
  expect([...query.negatives.keys()]).toEqual([
    ...['unmatched-key', 'unmatched-tempo', 'own-key', 'own-phase'],
  ]);
  expect(triples(query.unlabelled)).toContain('up -2 / no voice');
  expect(triples(query.negatives.get('own-key'))).toEqual(
    [-3, -2, -1, 1, 2, 3].map((shift) => `a ${shift} / a`),
  );
  expect(triples(query.negatives.get('own-phase'))).toEqual(Array(3).fill('late a 0 / late a'));
});

it('leaves the other part its own where one is asked for alone', () => {
  const harmonic = asked('harmonic');
  expect([...harmonic.triples(harmonic.query.unlabelled)].sort()).toEqual([
    ...['no voice 1 / a', 'up -2 / a'],
  ]);
  expect(harmonic.triples(harmonic.query.negatives.get('unmatched-tempo'))).toEqual(['late fast 0 / a']);
  expect(harmonic.triples(harmonic.query.negatives.get('own-phase'))).toEqual(Array(3).fill('late a 0 / a'));
  const percussion = asked('percussion');
  expect([...percussion.query.negatives.keys()]).toEqual(['unmatched-tempo', 'own-phase']);
  expect(percussion.triples(percussion.query.unlabelled)).toContain('a 0 / far key');
});

it('moves a voice’s own parts far from every beat, the same each time', () => {
  const [one, two] = [asked('both').played, asked('both').played];
  const own = one.filter(({ clip, seed }) => clip === seed && seed.clipId === 'a');
  expect(own).toHaveLength(3);
  for (const { offset } of own) {
    const beats = offset / 0.5;
    expect(Math.abs(beats - Math.round(beats))).toBeGreaterThan(1 / 8);
  }
  expect(two.map(({ offset }) => offset)).toEqual(one.map(({ offset }) => offset));
});
