import type { PairTask } from './pairQueries.js';
import type { WrongCondition } from './evaluatedClip.js';

/** What is asked: a stem of a song for one that it was made with, or a voice for both of its parts, among others of a condition. */
export type Question = { readonly name: string; readonly condition: WrongCondition } & (
  ({ readonly kind: 'pair' } & PairTask) | { readonly kind: 'triple' }
);

/** How the wrong answers of each condition are told in words; {} stands for what they are. */
const words: Readonly<Record<WrongCondition, string>> = {
  matched: 'matched {}',
  'unmatched-key': '{} in another key',
  'unmatched-tempo': '{} at another tempo, off the beat',
  'unmatched-key-tempo': '{} in another key and at another tempo, off the beat',
};

const asked: readonly Pick<PairTask, 'role' | 'seeker'>[] = [
  { role: 'harmonic', seeker: 'voice' },
  { role: 'harmonic', seeker: 'part' },
  { role: 'percussion', seeker: 'voice' },
  { role: 'percussion', seeker: 'part' },
];
const part = { harmonic: 'a harmony', percussion: 'drums' } as const;
const parts = { harmonic: 'harmonies', percussion: 'drums' } as const;

function pairQuestion(
  condition: WrongCondition,
  { role, seeker }: Pick<PairTask, 'role' | 'seeker'>,
): Question {
  const [who, what] = seeker === 'voice' ? ['a voice', parts[role]] : [part[role], 'voices'];
  const name = `${who} among ${words[condition].replace('{}', what)}`;
  return { name, kind: 'pair', condition, role, seeker };
}

/** Drums have no key: where only keys differ they are matched, and where tempi differ there is one kind of them. */
const asksOfDrums = (condition: WrongCondition): boolean =>
  condition === 'matched' || condition === 'unmatched-tempo';

/** Every condition, pairs both ways round and triples. */
export const questions: readonly Question[] = (Object.keys(words) as WrongCondition[]) // its own keys
  .flatMap((condition) => [
    ...asked
      .filter(({ role }) => role === 'harmonic' || asksOfDrums(condition))
      .map((each) => pairQuestion(condition, each)),
    {
      name: `a voice among ${words[condition].replace('{}', 'triples')}`,
      kind: 'triple' as const,
      condition,
    },
  ]);
