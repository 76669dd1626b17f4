import { pipe, type OperatorFunction } from 'rxjs';
import type { Clip } from '../domain/clip.js';
import type { Rerank } from '../domain/rerank.js';
import { announce } from '../operators/announce.js';
import { collectSamples } from '../operators/collectSamples.js';
import { findCandidates } from '../operators/findCandidates.js';
import type { MatchOptions } from '../operators/matchOptions.js';
import type { Outcome } from '../operators/message.js';
import { noticeClip } from '../operators/noticeClip.js';
import type { Output } from '../operators/output.js';
import { rank } from '../operators/rank.js';
import { score } from '../operators/score.js';

/** clips → rerank: which seeds a clip concerns. */
export const notice = (options: MatchOptions): OperatorFunction<Outcome<Clip | null>, Outcome<Output>> =>
  noticeClip(options);

/** rerank → mashups, training-samples: search, score, rank, sample. */
export const rerank = (options: MatchOptions): OperatorFunction<Outcome<Rerank | null>, Outcome<Output>> =>
  pipe(findCandidates(options), score(options), rank(options), collectSamples(options), announce(options));
