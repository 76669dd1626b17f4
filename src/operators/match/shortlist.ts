import type { ScoredPair, ShiftedPart } from '../../ports/scorer.js';

/** The best parts of one role for a seed, best first. */
export interface Shortlist {
  readonly parts: readonly ShiftedPart[];
  /** Pre-score that a further clip must reach to enter; null while there is room. */
  readonly threshold: number | null;
}

interface Candidate extends ShiftedPart {
  readonly score: number;
}

/** The clips that pre-score best, at most `most`, each at its best shift and at one more where that alone would have entered. */
export function shortlistOf(
  pairs: readonly ScoredPair[],
  scores: readonly number[],
  most: number,
): Shortlist {
  const byClip = new Map<string, Candidate[]>();
  for (const [i, { clip, shift }] of pairs.entries()) {
    const shifts = byClip.get(clip.clipId) ?? [];
    shifts.push({ clip, shift, score: scores[i] });
    byClip.set(clip.clipId, shifts);
  }
  const clips = [...byClip.values()].map((shifts) => shifts.sort(better));
  const chosen = clips.sort(([a], [b]) => better(a, b)).slice(0, most);
  const least = chosen.at(-1)?.[0].score ?? 0;
  const candidates = chosen.flatMap(([best, second]) =>
    (second as Candidate | undefined) && second.score > least ? [best, second] : [best],
  );
  return {
    parts: candidates.sort(better).map(({ clip, shift }) => ({ clip, shift })),
    threshold: chosen.length === most ? least : null,
  };
}

/** Ties: by id, then the smaller shift, then downwards. */
const better = (a: Candidate, b: Candidate): number =>
  b.score - a.score ||
  (a.clip.clipId < b.clip.clipId ? -1 : a.clip.clipId > b.clip.clipId ? 1 : 0) ||
  Math.abs(a.shift) - Math.abs(b.shift) ||
  a.shift - b.shift;
