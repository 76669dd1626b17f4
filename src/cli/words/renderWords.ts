import { conditions, type Condition } from '../../domain/condition.js';
import { roles, type Role } from '../../domain/role.js';
import { refuse } from '../refuse.js';
import type { PairWords } from '../runtime/rendering/namedPair.js';
import type { RerollWords } from '../runtime/rendering/rerolled.js';

/** What is to be rendered. */
export type Wanted =
  | { readonly kind: 'found'; readonly id: string }
  | ({ readonly kind: 'rerolled' } & RerollWords)
  | { readonly kind: 'drawn'; readonly condition: Condition }
  | ({ readonly kind: 'named' } & PairWords);

/** The argument and the flags of `render`, as they were typed. */
export interface RenderWords {
  readonly id?: string | undefined;
  readonly condition?: string | undefined;
  readonly mute?: string | undefined;
  readonly harmonic?: readonly string[] | undefined;
  readonly percussion?: readonly string[] | undefined;
  readonly shift?: string | undefined;
  readonly lock?: string | undefined;
  readonly reroll?: string | undefined;
  /** Are there words of --vocal? */
  readonly hasVocal: boolean;
}

export interface RenderRequested {
  readonly wanted: Wanted;
  readonly muted: readonly Role[];
}

/** What the words of `render` mean. Error `bad-config`: all that is wrong with them. */
export function renderWords(words: RenderWords): RenderRequested {
  const problems: string[] = [];
  const wanted = wantedOf(words, problems);
  const muted = rolesIn('--mute', words.mute, problems);
  if (muted.length === roles.length) problems.push('--mute: nothing would be left to hear');
  return wanted && problems.length === 0 ? { wanted, muted } : refuse(problems);
}

function wantedOf(words: RenderWords, problems: string[]): Wanted | undefined {
  const { id, condition, harmonic, percussion, lock, reroll } = words;
  const ways = [id, condition, harmonic].filter((way) => way !== undefined);
  if (ways.length !== 1)
    problems.push('give either an id or --condition, or --vocal with --harmonic for a pair of songs');
  const shift = shiftIn(words.shift, problems);
  if (harmonic === undefined)
    for (const [flag, value] of Object.entries({ '--percussion': percussion, '--shift': words.shift }))
      if (value !== undefined)
        problems.push(`${flag}: is for a pair of songs, named by --vocal and --harmonic`);
  if (harmonic && !words.hasVocal) problems.push('--harmonic: name the voice as well, by --vocal');
  if (id === undefined && (lock ?? reroll) !== undefined)
    problems.push('--lock and --reroll: give the id of the mashup of which parts are chosen anew');
  const drawn = conditions.find((name) => name === condition);
  if (condition !== undefined && !drawn)
    problems.push(`--condition: must be one of ${conditions.join(', ')} (given: ${condition})`);
  const anew = rerollIn(words, problems);
  if (harmonic) return { kind: 'named', harmonic, percussion: percussion ?? [], shift };
  if (drawn) return { kind: 'drawn', condition: drawn };
  if (id === undefined) return undefined;
  return anew.length > 0 ? { kind: 'rerolled', id, anew } : { kind: 'found', id };
}

function rolesIn(flag: string, text: string | undefined, problems: string[]): readonly Role[] {
  const words = (text ?? '').split(',').flatMap((word) => word.trim() || []);
  for (const word of words)
    if (!roles.some((role) => role === word))
      problems.push(`${flag}: ${word} is none of ${roles.join(', ')}`);
  return roles.filter((role) => words.includes(role));
}

/** Tables print a minus sign, keyboards have a hyphen. */
function shiftIn(text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  const shift = /^[-+−]?\d+$/.test(text) ? Number(text.replace('−', '-')) : NaN;
  if (Math.abs(shift) <= 6) return shift;
  problems.push(`--shift: must be a whole number of semitones, -6 to 6 (given: ${text})`);
  return undefined;
}

/** What is named stays or goes; what is not named stays as well. */
function rerollIn({ lock, reroll }: RenderWords, problems: string[]): readonly Role[] {
  const locked = rolesIn('--lock', lock, problems);
  const anew = rolesIn('--reroll', reroll, problems);
  const both = anew.filter((role) => locked.includes(role));
  if (reroll === undefined && lock !== undefined)
    problems.push('--lock: say with --reroll which of the other parts is to be chosen anew');
  if (reroll !== undefined && anew.length === 0)
    problems.push(`--reroll: name ${roles.join(', ')}, one or two`);
  if (both.length > 0) problems.push(`--reroll: ${both.join(' and ')} cannot be locked and chosen anew`);
  if (anew.includes('vocal') && anew.includes('harmonic'))
    problems.push(
      '--reroll: a voice is looked for to a harmonic part, so one of vocal and harmonic must stay (see watch --best for new pairs)',
    );
  return anew;
}
