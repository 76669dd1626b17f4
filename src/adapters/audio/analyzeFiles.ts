import { analyzeRegion, type RegionAnalysis } from '../../audio/regions/analyzeRegion.js';
import { cutUnit, type Unit } from '../../audio/regions/cutUnit.js';
import { integratedLoudness } from '../../audio/loudness/integratedLoudness.js';
import { monoMix } from '../../audio/signal/monoMix.js';
import { sumOfStems } from '../../audio/regions/sumOfStems.js';
import { vocalShare } from '../../audio/voice/vocalShare.js';
import { sampleRate } from '../../domain/audio.js';
import type { Grid } from '../../domain/music/grid.js';
import { voiceGrid } from '../../mashability/played.js';
import { roles, type Role } from '../../domain/role.js';
import type { Lufs, Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { groupStart } from '../../mashability/features/groupStart.js';
import type { Analyzed, AnalyzedFacts, AnalyzeJob } from '../../ports/analyzer.js';
import { doubtsOf, isTrusted, suppliesOf } from './judgeClip.js';
import { judgeVoice } from './judgeVoice.js';
import { readStems, rolesOf, type RolePart } from './regionFiles.js';
import { hearFeatures, writeFeatures, type FeatureSource, type RoleFeatures } from './roleFeatures.js';

type Parts = Partial<Record<Role, RolePart>>;

/** Analyses one region from its stem files and writes what a clip consists of. Error: `silent`. */
export async function analyzeFiles(job: AnalyzeJob): Promise<Analyzed> {
  const stems = await readStems(job.stems);
  const mono = Object.fromEntries(Object.entries(stems).map(([name, audio]) => [name, monoMix(audio)]));
  const mix = sumOfStems({ ...mono, sampleRate });
  const mixLoudness = integratedLoudness({ sampleRate, channels: [mix, mix] });
  if (mixLoudness === null) {
    throw new PipelineError('silent', 'Analysing a region: it is silent. Nothing can be made of it.');
  }
  const analysis = analyzeRegion({ ...mono, sampleRate }, given(job), job.tonality);
  const unit = cutUnit(analysis);
  const parts = rolesOf(stems);
  const loudness = loudnessOf(parts);
  const { grid, bars } = unit ?? wholeRegion(analysis, mix.length / sampleRate);
  const features = featuresOf(parts, { beats: grid.beats, tuning: analysis.tuning });
  const shape = { grid, bars, ...(unit && { starts: startsOf(unit, features) }) };
  const vocalActivity = meanOf(unit ? unit.activity : analysis.vocalActivity);
  const doubts = doubtsOf(analysis, unit);
  const voice = judgeVoice({ ...mono, sampleRate }, analysis, voiceGrid(shape), mixLoudness);
  const facts: AnalyzedFacts = {
    ...shape,
    key: analysis.key,
    tuning: analysis.tuning,
    keyConfidence: analysis.keyConfidence,
    keyAlternatives: analysis.keyAlternatives.map(({ key, weight }) => ({
      ...{ key, weight: Math.round(1000 * weight) / 1000 },
    })),
    vocalActivity,
    ...(voice && { voice }),
    loudness,
    // By level: a lead that is no singer, as of a score that was played, may be asked for as well; that it does not sing is told by `voice`.
    supplies: suppliesOf(loudness, mixLoudness, {
      vocalActivity: 'vocals' in mono ? vocalShare(mono['vocals'], mix, sampleRate) : 0,
      exclude: job.given.exclude,
    }),
    trusted: isTrusted(doubts),
    doubts,
  };
  return { facts, featureFiles: await writeAll(features, job.outputDir) };
}

/** Fields that are not given are left out, as the analysis wants them. */
const given = ({ given: known }: AnalyzeJob): Parameters<typeof analyzeRegion>[1] =>
  Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));

function loudnessOf(parts: Parts): Record<Role, Lufs | null> {
  const of = (role: Role): Lufs | null => {
    const audio = parts[role]?.audio;
    return audio ? integratedLoudness(audio) : null;
  };
  return { vocal: of('vocal'), harmonic: of('harmonic'), percussion: of('percussion') };
}

/**
 * What is kept of a region from which no unit can be cut: its whole bars from the first downbeat on, or where not one of them was
 * found, bars of a plain clock of half seconds.
 */
function wholeRegion({ grid }: RegionAnalysis, duration: Seconds): Pick<AnalyzedFacts, 'grid' | 'bars'> {
  const meter = grid.meter ?? 4;
  const first = grid.downbeats.at(0) ?? 0;
  const found = Math.floor((grid.beats.length - 1 - first) / meter);
  const bars = found > 0 ? found : Math.max(1, Math.floor((duration * 2) / meter));
  const count = bars * meter;
  const kept: Grid =
    found > 0
      ? {
          ...grid,
          beats: grid.beats.slice(first, first + count + 1),
          downbeats: grid.downbeats.map((beat) => beat - first).filter((beat) => beat < count),
        }
      : {
          ...grid,
          bpm: 120,
          beats: Array.from({ length: count + 1 }, (_, i) => i / 2),
          downbeats: [0],
          confidence: 0,
        };
  return { grid: kept, bars };
}

const meanOf = (values: Float32Array): number =>
  values.length === 0 ? 0 : Math.min(1, values.reduce((a, b) => a + b, 0) / values.length);

type Features = Partial<Record<Role, RoleFeatures>>;

function featuresOf(parts: Parts, source: Omit<FeatureSource, 'mono'>): Features {
  const features: Features = {};
  for (const role of roles) {
    const mono = parts[role]?.mono;
    if (mono) features[role] = hearFeatures({ ...source, mono });
  }
  return features;
}

/** Accompaniment begins with a group of bars, of which all parts together tell. */
function startsOf({ grid, bars, startBar }: Unit, features: Features): NonNullable<AnalyzedFacts['starts']> {
  const rules = Object.values(features).map((each) => each.rules);
  const group = groupStart(rules, { meter: grid.meter ?? 4, bars });
  return { vocal: startBar, harmonic: group, percussion: group };
}

async function writeAll(features: Features, outputDir: string): Promise<Analyzed['featureFiles']> {
  const files: Record<string, string> = {};
  for (const role of roles) {
    const heard = features[role];
    if (heard) Object.assign(files, await writeFeatures(role, heard, outputDir));
  }
  return files;
}
