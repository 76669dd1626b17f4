import { setImmediate as turn } from 'node:timers/promises';
import { digestOf, type Clip } from '../../domain/clip.js';
import type { Condition } from '../../domain/condition.js';
import { sampleIdOf } from '../../domain/ids.js';
import { randomFrom } from '../../domain/random.js';
import type { Recipe } from '../../domain/mashup.js';
import type { Sample } from '../../domain/learning/sample.js';
import { drawTriple } from '../../mashability/conditions/drawTriple.js';
import { drawUnmatched } from '../../mashability/conditions/drawUnmatched.js';
import { methodRule } from '../../mashability/conditions/matchRule.js';
import { recipeOf, type DrawnTriple } from '../../mashability/conditions/recipeOf.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { MatchOptions } from './matchOptions.js';
import { askedAll } from './askedAll.js';
import { partnersOf } from './partnerQueries.js';
import type { Ranked } from './rank.js';
import { stage, type Stage } from '../stream/stage.js';

/** A ranked seed with its training samples, if they are to leave now. */
export interface Sampled extends Ranked {
  readonly samples: readonly Sample[];
}

/** Clips among which the unmatched parts are drawn. */
const drawn = 512;

/**
 * Draws a seed's three training samples (original, matched, unmatched), once: when it has enough partners, or at drain. All three
 * leave together or none, so that the conditions keep equal shares. They follow the rule of the method, whatever the rankings follow.
 */
export function collectSamples(options: MatchOptions): Stage<Ranked, Sampled> {
  return stage('samples', options, async (ranked) => ({
    ...ranked,
    samples: ranked.sampled ? [] : await samplesOf(options, ranked),
  }));
}

async function samplesOf(options: MatchOptions, ranked: Ranked): Promise<Sample[]> {
  await turn(); // Scoring and ranking took their time.
  const near = await partners(options, ranked.seed);
  const enough = ranked.why === 'drain' ? 1 : options.enoughPartners;
  return near.fewest >= enough ? draw(options, ranked, near.clips) : [];
}

async function draw(options: MatchOptions, { seed }: Ranked, near: readonly Clip[]): Promise<Sample[]> {
  const random = randomFrom(options.runSeed, 'samples', seed.clipId);
  const anywhere = await options.catalogue.scanClips(randomId(random.next()), drawn);
  const unmatched = drawUnmatched(seed, anywhere, random);
  const original = drawTriple('original', seed, [], random);
  const matched = drawTriple('matched', seed, near, random);
  if (!original || !matched || !unmatched) return [];
  const triples: readonly DrawnTriple[] = [
    { condition: 'original', parts: original },
    { condition: 'matched', parts: matched },
    unmatched,
  ];
  const clips = new Map([...anywhere, ...near, seed].map((clip) => [clip.clipId, clip]));
  return triples.map((triple) => {
    const sample = sampleOf(options, recipeOf(seed, triple, clips));
    const used = sample.recipe.parts.flatMap(({ clipId }) => clips.get(clipId) ?? []);
    return { ...sample, digests: Object.fromEntries(used.map((clip) => [clip.clipId, digestOf(clip)])) };
  });
}

interface Partners {
  readonly clips: readonly Clip[];
  /** Partners in the role that has fewer of them. */
  readonly fewest: number;
}

/** All clips that could accompany the seed: the matched sample is one of those found, not one of the best. */
async function partners({ catalogue, useDoubtful }: MatchOptions, seed: Clip): Promise<Partners> {
  const of = async (role: 'harmonic' | 'percussion'): Promise<readonly Clip[]> => {
    const queries = partnersOf(seed, role, { useDoubtful, rule: methodRule });
    const found = await askedAll(queries, (query) => catalogue.queryClips(query));
    return found.filter((clip) => !sameRecording(seed, clip));
  };
  const [harmonic, percussion] = [await of('harmonic'), await of('percussion')];
  const byId = new Map([...harmonic, ...percussion].map((clip) => [clip.clipId, clip]));
  return { clips: [...byId.values()], fewest: Math.min(harmonic.length, percussion.length) };
}

/** A place in the order of clip ids. */
const randomId = (position: number): string =>
  Math.floor(position * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0');

/** The three kinds of unmatched are one to the id, so that a seed sampled again after a crash has three samples, not four. */
const namedAs = { positive: 'original', unlabelled: 'matched', negative: 'unmatched' } as const;

const labelOf = (condition: Condition): Sample['label'] =>
  condition === 'original' ? 'positive' : condition === 'matched' ? 'unlabelled' : 'negative';

function sampleOf({ runSeed, featuresVersion }: MatchOptions, recipe: Recipe): Sample {
  const { seedClipId, condition } = recipe;
  const label = labelOf(condition);
  return {
    schema: 1,
    sampleId: sampleIdOf(seedClipId, namedAs[label], 0),
    ordinal: 0,
    label,
    recipe,
    runSeed,
    featuresVersion,
  };
}
