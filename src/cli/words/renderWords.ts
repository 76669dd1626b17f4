import { conditions, type Condition } from '../../domain/condition.js';
import { roles, type Role } from '../../domain/role.js';
import { refuse } from '../refuse.js';

/** What is to be rendered: an id, or a condition of which one is drawn. */
export interface Wanted {
  readonly which: { readonly id: string } | { readonly condition: Condition };
  readonly muted: readonly Role[];
}

/** The argument and the flags of `render`, as they were typed. */
export interface RenderWords {
  readonly id: string | undefined;
  readonly condition: string | undefined;
  readonly mute: string | undefined;
}

/** What the words of `render` mean. Error `bad-config`: all that is wrong with them. */
export function renderWords({ id, condition, mute }: RenderWords): Wanted {
  const problems: string[] = [];
  const words = (mute ?? '').split(',').flatMap((word) => word.trim() || []);
  const muted = roles.filter((role) => words.includes(role));
  const drawn = conditions.find((name) => name === condition);
  if ((id === undefined) === (condition === undefined)) problems.push('give either an id or --condition');
  if (condition !== undefined && !drawn)
    problems.push(`--condition: must be one of ${conditions.join(', ')} (given: ${condition})`);
  for (const word of words)
    if (!roles.some((role) => role === word)) problems.push(`--mute: ${word} is none of ${roles.join(', ')}`);
  if (muted.length === roles.length) problems.push('--mute: nothing would be left to hear');
  if (problems.length === 0 && id !== undefined) return { which: { id }, muted };
  if (problems.length === 0 && drawn) return { which: { condition: drawn }, muted };
  return refuse(problems);
}
