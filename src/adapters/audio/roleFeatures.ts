import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { amplitude } from '../../audio/loudness/amplitude.js';
import { encodeNpy } from '../../audio/files/npy.js';
import { soundingLoudness } from '../../audio/loudness/soundingLoudness.js';
import { heardRows, type HeardRows } from '../../audio/semitones/heardRows.js';
import type { Role } from '../../domain/role.js';
import type { Cents, Lufs, Seconds } from '../../domain/units.js';
import { featureName, rowsName } from '../../mashability/features/featureName.js';
import { ruleFeatures, type RuleFeatures } from '../../mashability/features/ruleFeatures.js';
import { ruleMatrix } from '../../mashability/features/ruleMatrix.js';
import { rowMatrix } from '../../mashability/rows/rowMatrix.js';

export interface FeatureSource {
  readonly mono: Float32Array;
  /** bars · meter + 1 times from the start of the audio. */
  readonly beats: readonly Seconds[];
  readonly tuning: Cents;
}

/** What is kept of a role: the one for rules, the other for networks. */
export interface RoleFeatures {
  readonly rules: RuleFeatures;
  readonly rows: HeardRows;
}

/** Features are taken of every part at this loudness over its sounding parts. */
const level: Lufs = -23;

/** A role's rule features. */
export function hearRuleFeatures({ mono, beats, tuning }: FeatureSource): RuleFeatures {
  const loudness = soundingLoudness(mono);
  const gain = loudness === null ? 1 : amplitude(level - loudness);
  return ruleFeatures(
    mono.map((x) => x * gain),
    beats,
    { tuning },
  );
}

/** All features of a role. */
export const hearFeatures = (source: FeatureSource): RoleFeatures => ({
  rules: hearRuleFeatures(source),
  rows: heardRows(source.mono, source.beats, { tuning: source.tuning }),
});

/** Writes a role's features as .npy files; resolves to their paths by name. */
export async function writeFeatures(
  role: Role,
  { rules, rows }: RoleFeatures,
  outputDir: string,
): Promise<Record<string, string>> {
  const arrays = { [featureName(role)]: ruleMatrix(rules), [rowsName(role)]: rowMatrix(rows) };
  const files: Record<string, string> = {};
  for (const [name, array] of Object.entries(arrays)) {
    files[name] = join(outputDir, `${name}.npy`);
    await writeFile(files[name], encodeNpy(array));
  }
  return files;
}
