import { setImmediate as turn } from 'node:timers/promises';
import { digestOf, type Clip } from '../../domain/clip.js';
import type { Condition } from '../../domain/condition.js';
import { sampleIdOf } from '../../domain/ids.js';
import { randomFrom } from '../../domain/random.js';
import type { Recipe } from '../../domain/mashup.js';
import type { Sample } from '../../domain/learning/sample.js';
import { drawTriple } from '../../mashability/conditions/drawTriple.js';
import { drawUnmatched } from '../../mashability/conditions/drawUnmatched.js';
import { recipeOf, type DrawnTriple } from '../../mashability/conditions/recipeOf.js';
import type { MatchOptions } from './matchOptions.js';
import type { Ranked } from './rank.js';
import { samplePartners } from './samplePartners.js';
import { mostRounds, roundsDue } from './sampleRounds.js';
import { stage, type Stage } from '../stream/stage.js';

/** A ranked seed with the training samples that are to leave now; they count as `sampled`. */
export interface Sampled extends Ranked {
  readonly samples: readonly Sample[];
}

/** Clips among which the unmatched parts are drawn. */
const drawn = 512;

/**
 * Draws a seed's training samples in rounds of three (original, matched, unmatched): the first when it has enough partners, or at drain, and
 * others as partners come. All three of a round leave together or none, so that the conditions keep equal shares. They follow the rule of the
 * method, whatever the rankings follow.
 */
export function collectSamples(options: MatchOptions): Stage<Ranked, Sampled> {
  return stage('samples', options, async (ranked) => {
    const rounds = await roundsOf(options, ranked);
    return { ...ranked, samples: rounds.flat(), sampled: ranked.sampled + rounds.length };
  });
}

type Round = readonly Sample[];

/** The rounds that are due and have not left. */
async function roundsOf(options: MatchOptions, { seed, why, sampled }: Ranked): Promise<readonly Round[]> {
  const { enoughPartners } = options;
  const rounds: Round[] = [];
  if (sampled >= mostRounds(enoughPartners)) return rounds;
  await turn(); // Scoring and ranking took their time.
  const near = await samplePartners(options, seed);
  const least = why === 'drain' && near.fewest > 0 ? 1 : 0;
  const due = Math.max(least, roundsDue(near.fewest, enoughPartners));
  for (let ordinal = sampled; ordinal < due; ordinal += 1) {
    const round = await draw(options, { seed, ordinal, near: near.clips });
    if (round.length === 0) break;
    rounds.push(round);
  }
  return rounds;
}

interface Drawing {
  readonly seed: Clip;
  readonly ordinal: number;
  readonly near: readonly Clip[];
}

async function draw(options: MatchOptions, { seed, ordinal, near }: Drawing): Promise<Round> {
  // The first draws as it did when it was the only one.
  const turns = ordinal === 0 ? [] : [String(ordinal)];
  const random = randomFrom(options.runSeed, 'samples', seed.clipId, ...turns);
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
    const sample = sampleOf(options, recipeOf(seed, triple, clips), ordinal);
    const used = sample.recipe.parts.flatMap(({ clipId }) => clips.get(clipId) ?? []);
    return { ...sample, digests: Object.fromEntries(used.map((clip) => [clip.clipId, digestOf(clip)])) };
  });
}

/** A place in the order of clip ids. */
const randomId = (position: number): string =>
  Math.floor(position * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0');

/** The three kinds of unmatched are one to the id, so that a round drawn again after a crash has three samples, not four. */
const namedAs = { positive: 'original', unlabelled: 'matched', negative: 'unmatched' } as const;

const labelOf = (condition: Condition): Sample['label'] =>
  condition === 'original' ? 'positive' : condition === 'matched' ? 'unlabelled' : 'negative';

function sampleOf({ runSeed, featuresVersion }: MatchOptions, recipe: Recipe, ordinal: number): Sample {
  const { seedClipId, condition } = recipe;
  const label = labelOf(condition);
  return {
    schema: 1,
    sampleId: sampleIdOf(seedClipId, namedAs[label], ordinal),
    ordinal,
    label,
    recipe,
    runSeed,
    featuresVersion,
  };
}
