import type { Clip } from '../../domain/clip.js';
import type { ScoredPair, Scorer, ShiftedPart } from '../../ports/scorer.js';
import { shortlistOf } from '../match/shortlist.js';
import type { ScoredTriple } from '../match/score.js';

/** A voice, and what may be laid under it. */
export interface Attempt {
  readonly seed: Clip;
  /** Each harmonic part at every shift at which it may sound. */
  readonly harmonics: readonly ScoredPair[];
  readonly percussions: readonly Clip[];
}

/** The triple that was chosen, with its voice. */
export interface ChosenTriple extends ScoredTriple {
  readonly seed: Clip;
}

/**
 * The triple that scores best of all attempts, the first of equals. Of each voice the `most` harmonic parts of the best pre-scores are looked
 * at, each at the shift that the pre-score likes best, with so many drums that a ranking would score as many triples. Undefined where no
 * attempt has all parts.
 */
export async function bestTriple(
  scorer: Scorer,
  attempts: AsyncIterable<Attempt>,
  most: number,
): Promise<ChosenTriple | undefined> {
  let best: ChosenTriple | undefined;
  for await (const attempt of attempts) {
    const triple = await bestOf(scorer, attempt, most);
    if (triple && triple.score > (best?.score ?? -Infinity)) best = triple;
  }
  return best;
}

async function bestOf(
  scorer: Scorer,
  { seed, harmonics, percussions }: Attempt,
  most: number,
): Promise<ChosenTriple | undefined> {
  if (harmonics.length === 0 || percussions.length === 0) return undefined;
  const parts = atBestShift(await preferred(scorer, harmonics, most));
  const drums = percussions.map((clip): ScoredPair => ({ seed, role: 'percussion', clip, shift: 0 }));
  const room = Math.ceil((most * most) / parts.length);
  const strokes = drums.length > room ? await preferred(scorer, drums, room) : drums;
  const scores = await scorer.score(
    seed,
    parts,
    strokes.map(({ clip }) => clip),
  );
  const triples = parts.flatMap((harmonic, h) =>
    strokes.map(({ clip: percussion }, p): ChosenTriple => ({ seed, harmonic, percussion, ...scores[h][p] })),
  );
  return triples.reduce((best, triple) => (triple.score > best.score ? triple : best));
}

/** The parts that pre-score best, best first. */
async function preferred(
  scorer: Scorer,
  pairs: readonly ScoredPair[],
  most: number,
): Promise<readonly ShiftedPart[]> {
  await scorer.prepare([{ clip: pairs[0].seed, role: 'vocal' }, ...pairs]);
  return shortlistOf(pairs, await scorer.preScore(pairs), most).parts;
}

/** Each clip once, where it comes first. */
const atBestShift = (parts: readonly ShiftedPart[]): readonly ShiftedPart[] =>
  parts.filter(({ clip }, i) => parts.findIndex((other) => other.clip.clipId === clip.clipId) === i);
