import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { amplitude } from '../../audio/loudness/amplitude.js';
import { encodeNpy } from '../../audio/files/npy.js';
import { soundingLoudness } from '../../audio/loudness/soundingLoudness.js';
import type { Role } from '../../domain/role.js';
import type { Cents, Lufs, Seconds } from '../../domain/units.js';
import { featureName } from '../../mashability/features/featureName.js';
import { ruleFeatures, type RuleFeatures } from '../../mashability/features/ruleFeatures.js';
import { ruleMatrix } from '../../mashability/features/ruleMatrix.js';

export interface FeatureSource {
  readonly mono: Float32Array;
  /** bars · meter + 1 times from the start of the audio. */
  readonly beats: readonly Seconds[];
  readonly tuning: Cents;
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

/** Writes a role's rule features as an .npy file; resolves to its path by name. */
export async function writeRuleFeatures(
  role: Role,
  features: RuleFeatures,
  outputDir: string,
): Promise<Record<string, string>> {
  const name = featureName(role);
  const path = join(outputDir, `${name}.npy`);
  await writeFile(path, encodeNpy(ruleMatrix(features)));
  return { [name]: path };
}
