import { firstFew } from '../../../domain/text/firstFew.js';
import type { Role } from '../../../domain/role.js';
import { printable } from '../../text/printable.js';
import { signed } from '../rows/resultCells.js';
import { stretchText } from '../rows/stretchText.js';
import type { ChosenFacts } from './chosenFacts.js';

/** What a person should know of a mashup that was chosen on request: what it is, what else was meant, and what is wrong with it. */
export const chosenLines = (facts: ChosenFacts): readonly string[] =>
  [...about(facts), ...others(facts), ...instead(facts), ...outOfRule(facts), ...doubtful(facts)].map(
    printable,
  );

const songOf = ({ parts }: ChosenFacts, role: string): string =>
  parts.find((part) => part.role === role)?.song ?? '–';

function about(facts: ChosenFacts): string[] {
  const { parts, score, scorer } = facts;
  const harmonic = parts.find(({ role }) => role === 'harmonic');
  const percussion = parts.find(({ role }) => role === 'percussion');
  const stretch = [harmonic, percussion].map(stretchText).join(' / ');
  const of = (role: Role): string => songOf(facts, role);
  return [
    `${of('vocal')} over ${of('harmonic')}, drums ${of('percussion')}: ` +
      `shift ${signed(harmonic?.shift ?? 0)}, stretch ${stretch}, score ${score.toFixed(3)} by ${scorer}`,
  ];
}

const others = (facts: ChosenFacts): string[] =>
  Object.entries(facts.others).map(
    ([role, names]) =>
      `--${role} names ${names.length + 1} songs: taken is ${songOf(facts, role)}, the best by ${facts.scorer}; ` +
      `the others: ${firstFew(names).join(', ')}`,
  );

const instead = (facts: ChosenFacts): string[] =>
  Object.entries(facts.instead).map(
    ([role, names]) => `${role}: ${songOf(facts, role)} in place of ${names.join(', ')}`,
  );

const outOfRule = ({ outOfRule: parts }: ChosenFacts): string[] =>
  parts.length === 0
    ? []
    : [
        `Made all the same, though out of the rule: ${parts.map(({ role, why }) => `${role} ${why}`).join('; ')}`,
      ];

const doubtful = ({ doubtful: parts }: ChosenFacts): string[] =>
  parts.length === 0
    ? []
    : [
        `Not to be trusted: ${parts.map(({ role, song, doubts }) => `${role} ${song} (${doubts.join(', ')})`).join('; ')}. ` +
          'A sidecar file can correct it',
      ];
