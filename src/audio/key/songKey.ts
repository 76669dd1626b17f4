import type { Key } from '../../domain/music/key.js';
import type { KeyAlternative, KeyVote, Tonality } from '../../domain/music/tonality.js';
import type { Cents } from '../../domain/units.js';

/** Advantage of major keys: a tie of thirds is more often major in popular music. */
const majorBonus = 0.04;
/** By so much worse a key that goes with the music is believed e times less. */
const temperature = 0.1;
/** Keys that are believed less are no alternatives. */
const leastWeight = 0.1;

/** The key at a place of a vote's scores. */
export const keyAt = (index: number): Key => ({ tonic: index % 12, mode: index < 12 ? 'major' : 'minor' });

const sounds = ({ scores }: KeyVote): boolean => scores.some((score) => score !== 0);

/** The key that one vote is for. */
export const votedFor = (vote: KeyVote): Key => keyAt(orderOf(biased(vote.scores))[0]);

const biased = (scores: readonly number[]): number[] =>
  scores.map((score, i) => score + (i < 12 ? majorBonus : 0));
const orderOf = (scores: readonly number[]): number[] =>
  [...scores.keys()].sort((a, b) => scores[b] - scores[a]);

/** Pitches that lie hardly more at one distance from the semitones than at others tell no tuning. */
const leastClarity = 0.1;

/** Mean of tunings on the circle of a semitone, each by its clarity; 0 where it is not clear. */
function meanTuning(votes: readonly KeyVote[]): Cents {
  let re = 0;
  let im = 0;
  for (const { tuning, tuningClarity } of votes) {
    re += tuningClarity * Math.cos((2 * Math.PI * tuning) / 100);
    im += tuningClarity * Math.sin((2 * Math.PI * tuning) / 100);
  }
  const clear = Math.hypot(re, im) >= leastClarity * votes.length;
  return clear && votes.length > 0 ? (100 * Math.atan2(im, re)) / (2 * Math.PI) : 0;
}

/** A vote's scores seen from another tuning: where that lies on the other side of a quarter tone, notes have the next name. */
export function scoresAt({ scores, tuning }: KeyVote, other: Cents): readonly number[] {
  const up = Math.round((tuning - other) / 100);
  if (up === 0) return scores;
  return scores.map((_, key) => scores[(key < 12 ? 0 : 12) + (((((key % 12) - up) % 12) + 12) % 12)]);
}

/**
 * One key and tuning a song: the mean of what its parts say. The confidence comes of the margin over the next key, the weights of the alternatives of
 * how well each goes with the music. A given key wins.
 */
export function songKey(votes: readonly KeyVote[], given?: Key): Tonality {
  const heard = votes.filter(sounds);
  const tuning = meanTuning(heard);
  const mean = Array.from({ length: 24 }, () => 0);
  for (const vote of heard)
    scoresAt(vote, tuning).forEach((score, key) => (mean[key] += score / heard.length));
  if (given) return { key: given, keyConfidence: 1, keyAlternatives: [], tuning };
  const scores = biased(mean);
  const order = orderOf(scores);
  const most = scores[order[0]];
  const margin = most - scores[order[1]];
  return {
    key: keyAt(order[0]),
    keyConfidence:
      heard.length > 0 ? (1 - Math.exp(-margin / 0.1)) * Math.min(1, Math.max(0, most) / 0.6) : 0,
    keyAlternatives: heard.length > 0 ? alternatives(scores, order) : [],
    tuning,
  };
}

function alternatives(scores: readonly number[], order: readonly number[]): readonly KeyAlternative[] {
  const beliefs = order.map((key) => Math.exp((scores[key] - scores[order[0]]) / temperature));
  const all = beliefs.reduce((sum, belief) => sum + belief, 0);
  return order
    .map((key, i) => ({ key: keyAt(key), weight: beliefs[i] / all }))
    .slice(1)
    .filter(({ weight }) => weight >= leastWeight);
}
