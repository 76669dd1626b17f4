import { expect, it } from 'vitest';
import { questions } from '../../src/evaluation/questions.js';

it('asks of every condition, both ways round where there are two, each under a name of its own', () => {
  const told = questions.map((question) => [
    question.condition,
    question.kind === 'pair' ? `${question.role} by ${question.seeker}` : 'triple',
  ]);
  const harmonic = ['harmonic by voice', 'harmonic by part'];
  const drums = ['percussion by voice', 'percussion by part'];
  expect(told).toEqual([
    ...[...harmonic, ...drums, 'triple'].map((what) => ['matched', what]),
    ...[...harmonic, 'triple'].map((what) => ['unmatched-key', what]),
    ...[...harmonic, ...drums, 'triple'].map((what) => ['unmatched-tempo', what]),
    ...[...harmonic, 'triple'].map((what) => ['unmatched-key-tempo', what]),
  ]);
  expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
  expect(questions[1].name).toBe('a harmony among matched voices');
});
