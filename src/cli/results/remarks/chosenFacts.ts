import type { Clip } from '../../../domain/clip.js';
import type { Mashup, Part } from '../../../domain/mashup.js';
import { roles, type Role } from '../../../domain/role.js';
import { farFromRule, type TooFar } from '../../../mashability/conditions/farFromRule.js';
import type { MatchRule } from '../../../mashability/conditions/matchRule.js';
import { sourceName } from '../mashup/sourceName.js';
import { missText } from './missText.js';

export type NamesOfRoles = Readonly<Partial<Record<Role, readonly string[]>>>;

interface OfPart {
  readonly role: Role;
  readonly song: string;
}

/** What there is to tell of a mashup that was chosen on request, for people (chosenLines) and programs alike. */
export interface ChosenFacts {
  readonly score: number;
  readonly axes: Mashup['axes'];
  readonly scorer: string;
  readonly parts: readonly (OfPart & Pick<Part, 'shift' | 'stretch' | 'beatRatio'>)[];
  /** Parts that break the rule, with why in words. */
  readonly outOfRule: readonly (OfPart & TooFar & { readonly why: string })[];
  /** Parts whose clips cannot be trusted. */
  readonly doubtful: readonly (OfPart & Pick<Clip, 'doubts'>)[];
  /** Songs that the words name as well. */
  readonly others: NamesOfRoles;
  /** Songs in whose place others were chosen. */
  readonly instead: NamesOfRoles;
}

export interface ChosenMatter {
  readonly mashup: Mashup;
  /** Of its parts, by id. */
  readonly clips: ReadonlyMap<string, Clip>;
  readonly rule: MatchRule;
  readonly scorer: string;
  readonly others?: NamesOfRoles;
  readonly instead?: NamesOfRoles;
}

export function chosenFacts({ mashup, clips, rule, scorer, ...names }: ChosenMatter): ChosenFacts {
  const { others = {}, instead = {} } = names;
  const placed = roles.flatMap((role) => mashup.parts.filter((part) => part.role === role));
  const known = placed.flatMap((part) => {
    const clip = clips.get(part.clipId);
    return clip ? [{ part, clip, song: sourceName(clip.source) }] : [];
  });
  const seed = clips.get(mashup.seedClipId);
  return {
    ...{ score: mashup.score, axes: mashup.axes, scorer },
    parts: known.map(({ part: { role, shift, stretch, beatRatio }, song }) => ({
      ...{ role, song, shift, stretch },
      ...(beatRatio !== undefined && { beatRatio }),
    })),
    outOfRule: known.flatMap(({ part: { role }, clip, song }) => {
      if (role === 'vocal' || !seed) return [];
      const miss = farFromRule({ seed, clip, role, rule });
      return miss.fits ? [] : [{ role, song, ...miss.tooFar, why: missText(miss, rule) }];
    }),
    doubtful: known
      .filter(({ clip }) => !clip.trusted)
      .map(({ part: { role }, clip: { doubts }, song }) => ({ role, song, doubts })),
    ...{ others, instead },
  };
}
