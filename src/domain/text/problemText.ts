import type { z } from 'zod';
import { shortText } from './shortText.js';

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object { … }',
  record: 'an object { … }',
};

/**
 * What is wrong with a value, in plain words that follow its name: `must be a number`. The schema library's own words never reach a person.
 * Give `reportInput` when parsing, else a missing value cannot be told from a wrong one.
 */
export function problemText(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'input' in issue && issue.input === undefined
        ? 'is missing'
        : `must be ${kinds[issue.expected] ?? 'something else'}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return smallest(issue);
    case 'too_big':
      return `must ${has(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${counted(issue.origin)}`;
    case 'unrecognized_keys':
      return `there is no field ${fields(issue.keys)}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'custom':
      return ownWords(issue.message);
    default:
      return 'is not what it must be';
  }
}

/** Where in a value something is wrong: `given.beats`; '' for the value itself. */
export const problemPath = ({ path }: Issue): string => shortText(path.map(String).join('.'), 100);

function smallest({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string' && minimum === 1) return 'must not be empty';
  return `must ${has(origin)} ${inclusive === false ? 'more than' : 'at least'} ${minimum}${counted(origin)}`;
}

const has = (origin: string): string => (counted(origin) === '' ? 'be' : 'have');
const counted = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';

const fields = (keys: readonly string[]): string => {
  const named = keys.slice(0, 5).map((key) => JSON.stringify(shortText(key, 50)));
  return keys.length > 5 ? `${named.join(', ')} nor ${keys.length - 5} others` : named.join(', ');
};

/** A rule of ours says in its own words what it wants; one that says nothing gets the library's. */
const ownWords = (message: string): string =>
  message === '' || message.startsWith('Invalid input') ? 'is not what it must be' : message;
