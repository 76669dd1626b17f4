import {
  pipelineMetrics,
  type PipelineMetrics,
  type PipelineMetricsOptions,
} from '../../../adapters/prometheus/pipelineMetrics.js';
import { promptly } from '../../../adapters/shared/promptly.js';
import type { Probes } from '../../../adapters/prometheus/stageMetrics.js';
import { configSchema, type Config } from '../../../config.js';
import { topics, type Topic } from '../../../domain/topics.js';
import type { Milliseconds, Seconds } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import { spanObserver } from '../../../adapters/opentelemetry/spanObserver.js';
import { tell, type ModelObserver, type StageObserver } from '../../../metrics.js';
import type { TermsInForce } from '../../../operators/match/matchOptions.js';
import type { RetrainObserver } from '../../../operators/retrain/retrainOptions.js';
import type { Failure } from '../../../operators/stream/message.js';
import type { GroupLag, LogRecord } from '../../../ports/log.js';
import type { Scorer, Scorers } from '../../../ports/scorer.js';
import { ingestTopologies } from '../../../topologies/ingest.js';
import { matchTopologies } from '../../../topologies/match.js';
import { collectTopology, retrainTopology } from '../../../topologies/retrain.js';
import { run, type Running } from '../../../topologies/run.js';
import type { Topology } from '../../../topologies/topology.js';
import type { OnWritten } from '../../../topologies/write.js';
import { trackUnsettled, type Unsettled } from '../../../topologies/unsettled.js';
import type { Retraining } from '../retraining/openRetraining.js';
import { countOptionsOf, retrainOptionsOf, type Watching } from '../retraining/retrainOptionsOf.js';
import { followSongs } from './followSongs.js';
import type { Health } from './openHealth.js';
import { readiness } from './readiness.js';
import { ingestOptionsOf } from './ingestOptionsOf.js';
import { matchOptionsOf } from './matchOptionsOf.js';
import type { State } from './openState.js';
import type { Tools } from './openTools.js';
import { allObservers } from './allObservers.js';

export const topologyNames = ['ingest', 'match', 'collect', 'retrain'] as const;
/** Those that turn songs into mashups. */
export const standardNames = ['ingest', 'match'] as const satisfies readonly TopologyName[];
export type TopologyName = (typeof topologyNames)[number];

export interface PipelineOptions {
  readonly config: Config;
  readonly state: State;
  readonly tools: Tools;
  readonly scorers: Scorers;
  readonly terms: TermsInForce;
  readonly names: readonly TopologyName[];
  /** What teaches models; left out: `retrain` does not run. */
  readonly retraining?: Retraining | undefined;
  /** Told what becomes of trainings. */
  readonly onRetrained?: (text: string) => void;
  readonly observer: StageObserver;
  /** Told the publisher's id when nothing more comes of its message. */
  readonly onTrackSettled?: (publisherId: string) => void;
  /** Where metrics and health are to be seen; left out: nowhere. */
  readonly health?: Pick<Health, 'serve'>;
}

export interface Pipeline extends Running {
  /** The names of the topologies (consumer groups) that run under a name. */
  namesOf(name: TopologyName): readonly string[];
  /** To be told of versions of the model in use. */
  readonly models: ModelObserver;
}

/** A record in hand for so long means that something hangs: the longest song takes a fraction of it. */
const stalledAfter: Seconds = 1800;

/** A log that is away must not keep all other series from who asks for metrics: without an answer in time there are no lags. */
const longestLags: Milliseconds = 1000;

/** Starts the topologies in this process. */
export function startPipeline(options: PipelineOptions): Pipeline {
  const { state } = options;
  const songs = followSongs((id) => tell(options, ({ onTrackSettled }) => onTrackSettled?.(id)));
  const unsettled = songs.follow(trackUnsettled(state.clock));
  let topologies = noTopologies;
  const upstreamFirst = (): readonly Topology[] => topologyNames.flatMap((name) => topologies[name]);
  const askLags = async () => {
    const all = upstreamFirst().map(async ({ name, topic }) => {
      const found = await state.lag(name, [topic]).catch(noneWhileAway);
      return found.map((lag) => ({ ...lag, group: name }));
    });
    return (await Promise.all(all)).flat();
  };
  const lagsInTime = promptly(askLags, longestLags);
  const lags = async () => (await lagsInTime()) ?? [];
  let draining = false;
  let hindrance: Running['hindrance'] = () => 'starting';
  const notReady = readiness([
    () => (draining ? 'draining' : undefined),
    state.waitingFor,
    () => (unsettled.oldest() > stalledAfter ? 'stalled' : undefined),
    () => hindrance(),
  ]);
  const metrics = metricsOf(options, { unsettled, lags, isReady: () => notReady() === undefined });
  const observer = allObservers([metrics.observer, spanObserver(), songs.named(options.observer)]);
  topologies = topologiesOf(options, { observer, told: toldBy(options, metrics) });
  options.health?.serve({ registry: metrics.registry, notReady });
  const onFailure = ({ stage, key, error, delivery }: Failure): void => {
    // Work that fails is told by its stage; what cannot be read or written has met none.
    if (stage === 'read' || stage === 'write') observer.failed(stage, key, error, delivery);
    metrics.flow.gaveUp(topicOf(delivery.record), error.code);
  };
  const { log, attempts } = state;
  const onWritten: OnWritten = (output, trace) => metrics.flow.wrote(output, trace);
  const running = run({ topologies: upstreamFirst(), log, attempts, unsettled, onFailure, onWritten });
  hindrance = () => running.hindrance();
  return {
    ...running,
    models: metrics.models,
    namesOf: (name) => topologies[name].map((topology) => topology.name),
    drain(chosen) {
      draining = true;
      return running.drain(chosen);
    },
  };
}

type Topologies = Readonly<Record<TopologyName, readonly Topology[]>>;

const noTopologies: Topologies = { ingest: [], match: [], collect: [], retrain: [] };

function topologiesOf(options: PipelineOptions, watching: Watching): Topologies {
  const { config, state, tools, names, retraining } = options;
  const { observer } = watching;
  const made: Readonly<Record<TopologyName, () => readonly Topology[]>> = {
    ingest: () => ingestTopologies(ingestOptionsOf(config, state, tools, observer)),
    match: () => matchTopologies(matchOptionsOf(options, observer)),
    collect: () => [collectTopology(countOptionsOf(config, state, observer))],
    retrain: () =>
      retraining ? [retrainTopology(retrainOptionsOf(config, state, watching, retraining))] : [],
  };
  const chosen = names.map((name) => [name, made[name]()] as const);
  return { ...noTopologies, ...Object.fromEntries(chosen) };
}

const toldBy = (options: PipelineOptions, { retraining }: PipelineMetrics): RetrainObserver => ({
  ...retraining,
  note: (text) => tell(options, ({ onRetrained }) => onRetrained?.(text)),
});

interface Watched extends Pick<Probes, 'lags'>, Pick<PipelineMetricsOptions, 'isReady'> {
  readonly unsettled: Unsettled;
}

function metricsOf(
  { config, state, names, scorers }: PipelineOptions,
  { unsettled, lags, isReady }: Watched,
): PipelineMetrics {
  const metrics = pipelineMetrics({
    probes: { oldestUnsettled: unsettled.oldest, unsettled: unsettled.count, lags },
    ...{ isReady, queued: unsettled.queued, clock: state.clock, useDoubtful: config.useDoubtful },
    scorer: () => (names.includes('match') ? scorerNow(scorers) : undefined),
    scorers: configSchema.shape.scorer.unwrap().options,
  });
  state.calls.add(metrics.stores);
  return metrics;
}

const isTopic = (name: string): name is Topic => Object.hasOwn(topics, name);
const topicOf = ({ topic }: LogRecord): Topic => (isTopic(topic) ? topic : 'dead-letters');

/** The scorer in use, by name. */
function scorerNow(scorers: Scorers): Pick<Scorer, 'name' | 'version' | 'provider'> {
  const { scorer, release } = scorers.take();
  release();
  return scorer;
}

/** Who asks for metrics is not kept waiting for a database that others hold. */
function noneWhileAway(error: unknown): readonly GroupLag[] {
  if (PipelineError.from(error).code === 'unavailable') return [];
  throw error;
}
