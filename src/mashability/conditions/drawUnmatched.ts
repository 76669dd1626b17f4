import type { Condition } from '../../domain/condition.js';
import type { Part } from '../../domain/mashup.js';
import type { Random } from '../../domain/random.js';
import type { ClipFacts } from './clipFacts.js';
import { drawTriple } from './drawTriple.js';

const kinds = ['unmatched-key', 'unmatched-tempo', 'unmatched-key-tempo'] as const;

/**
 * Draws a negative: one of the three unmatched kinds, each as likely. Where the catalogue has no partners for the kind drawn,
 * another kind is taken (in a small catalogue the shares bend rather than the seed going without); undefined: none has any.
 */
export function drawUnmatched(
  seed: ClipFacts,
  catalogue: readonly ClipFacts[],
  random: Random,
): { readonly condition: Condition; readonly parts: readonly Part[] } | undefined {
  const left: (typeof kinds)[number][] = [...kinds];
  while (left.length > 0) {
    const [condition] = left.splice(random.int(left.length), 1);
    const parts = drawTriple(condition, seed, catalogue, random);
    if (parts) return { condition, parts };
  }
  return undefined;
}
