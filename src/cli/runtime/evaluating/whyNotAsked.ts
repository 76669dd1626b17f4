import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import type { Question } from '../../../evaluation/questions.js';

const partWords = { harmonic: 'a harmony', percussion: 'drums' } as const;

/** What the others would have to be like; drums have no key. */
function fitting(question: Question): string {
  const keyed = question.kind === 'triple' || question.role === 'harmonic';
  const { condition } = question;
  const key = condition === 'matched' || condition === 'unmatched-tempo' ? 'in key' : 'in another key';
  const tempo = condition === 'matched' || condition === 'unmatched-key' ? 'in tempo' : 'at another tempo';
  return ['of the same meter', tempo, ...(keyed ? [key] : [])].join(', ');
}

/** Why no clip can ask a question, for a person. */
export function whyNotAsked(clips: readonly EvaluatedClip[], question: Question): string {
  const roles = question.kind === 'pair' ? [question.role] : (['harmonic', 'percussion'] as const);
  const whole = clips.some(
    ({ clip: { supplies } }) => supplies.vocal && roles.every((role) => supplies[role]),
  );
  return whole
    ? `no two compositions go together so (${fitting(question)})`
    : `no clip has a voice and ${roles.map((role) => partWords[role]).join(' and ')}`;
}
