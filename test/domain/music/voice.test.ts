import { expect, it } from 'vitest';
import { voiceProblems, type Voice } from '../../../src/domain/music/voice.js';

const voice = (changes: Partial<Voice>): { readonly voice: Voice } => ({
  voice: {
    ...{ sungShare: 0.8, leak: null, gain: 0, drumAgreement: null, range: null, sung: [] },
    ...changes,
  },
});

it('a voice that sings in under half of its bars, or needs over 9 dB, is not taken unasked', () => {
  expect(voiceProblems(voice({}))).toEqual([]);
  expect(voiceProblems(voice({ sungShare: 0.5, gain: 9 }))).toEqual([]);
  expect(voiceProblems(voice({ sungShare: 0.49 }))).toEqual(['seldom']);
  expect(voiceProblems(voice({ sungShare: 0.2, gain: 9.1 }))).toEqual(['seldom', 'faint']);
});

it('of clips of earlier versions nothing is held against them', () => {
  expect(voiceProblems({})).toEqual([]);
  expect(voiceProblems(voice({ gain: undefined }))).toEqual([]);
  expect(voiceProblems(voice({ gain: null }))).toEqual([]);
});
