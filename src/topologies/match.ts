import { pipe } from 'rxjs';
import { announce } from '../operators/match/announce.js';
import { collectSamples } from '../operators/match/collectSamples.js';
import { findCandidates, type Candidates } from '../operators/match/findCandidates.js';
import type { MatchOptions } from '../operators/match/matchOptions.js';
import { noticeClip } from '../operators/match/noticeClip.js';
import { rememberSeed } from '../operators/match/rememberSeed.js';
import { rank } from '../operators/match/rank.js';
import { route } from '../operators/stream/route.js';
import { score } from '../operators/match/score.js';
import { forgetSeed, withdrawRanking, type WithdrawnSeed } from '../operators/match/withdrawRanking.js';
import { anyTopology, type Topology } from './topology.js';

const isWithdrawn = (found: Candidates | WithdrawnSeed): found is WithdrawnSeed => found.kind === 'withdrawn';

/** Records that may wait besides those in work. */
const waiting = 32;

/** clips → rerank: which seeds a clip concerns. */
const notice = (options: MatchOptions): Topology<'clips'> => ({
  name: 'notice',
  topic: 'clips',
  inWork: options.concurrency ?? 1,
  waiting,
  operator: (write) => pipe(noticeClip(options), write()),
});

/** rerank → mashups, training-samples: search, score, rank, sample. */
const rerank = (options: MatchOptions): Topology<'rerank'> => ({
  name: 'rank',
  topic: 'rerank',
  inWork: options.concurrency ?? 1,
  waiting,
  operator: (write) =>
    pipe(
      findCandidates(options),
      route<Candidates | WithdrawnSeed, WithdrawnSeed, unknown>({
        when: isWithdrawn,
        then: pipe(withdrawRanking(options), write(), forgetSeed(options)),
        otherwise: pipe(
          pipe(score(options), rank(options), collectSamples(options), announce(options)),
          pipe(write(), rememberSeed(options), write({ evenIfLost: true })),
        ),
      }),
    ),
});

/** The match topology: both halves, upstream first. */
export const matchTopologies = (options: MatchOptions): readonly Topology[] => [
  anyTopology(notice(options)),
  anyTopology(rerank(options)),
];
