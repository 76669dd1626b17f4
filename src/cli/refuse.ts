import { firstFew } from '../domain/text/firstFew.js';
import { PipelineError } from '../errors.js';

/** Refuses the arguments of a command, its first five problems at once: throws `bad-config`. */
export function refuse(problems: readonly string[]): never {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const lines = firstFew(problems)
    .map((line) => `  - ${line}`)
    .join('\n');
  throw new PipelineError('bad-config', `The arguments have ${count}:\n${lines}`);
}
