import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { amplitude } from '../../audio/loudness/amplitude.js';
import { encodeNpy } from '../../audio/files/npy.js';
import { soundingLoudness } from '../../audio/loudness/soundingLoudness.js';
import type { Role } from '../../domain/role.js';
import type { Cents, Lufs, Seconds } from '../../domain/units.js';
import {
  featureName,
  ruleFeatureKinds,
  type RuleFeatureKind,
} from '../../mashability/features/featureName.js';
import { ruleFeatures } from '../../mashability/features/ruleFeatures.js';

export interface FeatureSource {
  readonly role: Role;
  readonly mono: Float32Array;
  /** bars · meter + 1 times from the start of the audio. */
  readonly beats: readonly Seconds[];
  readonly tuning: Cents;
}

/** Features are taken of every part at this loudness over its sounding parts. */
const level: Lufs = -23;

/** Writes a role's rule features as .npy files; resolves to their paths by name. */
export async function writeRuleFeatures(
  source: FeatureSource,
  outputDir: string,
): Promise<Record<string, string>> {
  const { role, mono, beats, tuning } = source;
  const loudness = soundingLoudness(mono);
  const gain = loudness === null ? 1 : amplitude(level - loudness);
  const { chroma, onsets, bands } = ruleFeatures(
    mono.map((x) => x * gain),
    beats,
    { tuning },
  );
  const count = beats.length - 1;
  const arrays: Record<RuleFeatureKind, { data: Float32Array; shape: number[] }> = {
    chroma: { data: chroma, shape: [count, 12] },
    onsets: { data: onsets, shape: [count * 12, 2] },
    bands: { data: bands, shape: [count, 3] },
  };
  const files: Record<string, string> = {};
  for (const kind of ruleFeatureKinds) {
    const name = featureName(role, kind);
    files[name] = join(outputDir, `${name}.npy`);
    await writeFile(files[name], encodeNpy(arrays[kind]));
  }
  return files;
}
