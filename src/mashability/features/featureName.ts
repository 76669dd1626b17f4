import type { Role } from '../../domain/role.js';

/** The arrays of RuleFeatures. */
export const ruleFeatureKinds = ['chroma', 'onsets', 'bands'] as const;
export type RuleFeatureKind = (typeof ruleFeatureKinds)[number];

/** Name under which a clip keeps one array of a role's rule features. */
export const featureName = (role: Role, kind: RuleFeatureKind): string => `${role}-${kind}`;
