import type { Clip } from '../../../domain/clip.js';
import type { MatchRule } from '../../../mashability/conditions/matchRule.js';
import type { FarFromRule } from '../../../mashability/conditions/farFromRule.js';
import { sourceName } from '../mashup/sourceName.js';

/** Which part breaks the rule, and by how much: `Fantasma is 2 semitones too far`. */
export function missText(
  { clip, tooFar }: Pick<FarFromRule<Clip>, 'clip' | 'tooFar'>,
  { maxStretch }: MatchRule,
): string {
  const { shift, stretch, meter } = tooFar;
  const reasons = [
    ...(shift === undefined ? [] : [`is ${shift} semitone${shift === 1 ? '' : 's'} too far`]),
    ...(stretch === undefined ? [] : [stretchText(stretch, maxStretch)]),
    ...(meter === undefined
      ? []
      : [meter === null ? 'has bars of unknown length' : `has ${meter} beats in a bar`]),
  ];
  return `${sourceName(clip.source)} ${reasons.join(' and ')}`;
}

function stretchText(needed: number, allowed: number): string {
  const [wanted, most] = [100 * needed, 100 * allowed];
  // Rounded, 12.3 % would seem to be allowed.
  const text = Math.round(wanted) > most ? wanted.toFixed(0) : wanted.toFixed(1);
  return `would need a stretch of ${text} % where ${Number(most.toFixed(1))} % are allowed`;
}
