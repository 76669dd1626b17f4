import { mkdirSync } from 'node:fs';
import { startProgram, type Program } from '../../../support/startProgram.js';
import type { TopologyName } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { environmentOf, type Settings } from './settings.js';

/** A line of a worker's log about one stage of the work on one record. */
export interface StageLine {
  readonly stage: string;
  readonly what: 'begun' | 'done';
  /** `topic/partition/offset` of the record. */
  readonly place: string;
  /** When, ms. */
  readonly at: number;
}

/** A worker: a process of the compiled program in a folder of its own. */
export interface Worker extends Program {
  readonly folder: string;
  /** What it has told of stages so far. */
  readonly stages: () => readonly StageLine[];
}

export interface WorkerOptions {
  readonly folder: string;
  readonly settings: Settings;
  readonly names?: readonly TopologyName[];
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** It is killed after so many milliseconds. Left out: the longest that a test takes, with a machine that does much else. */
  readonly limit?: number;
}

/** Starts one; it ends with this process at the latest. */
export function startWorker(options: WorkerOptions): Worker {
  const { folder, settings, names = ['ingest', 'match'], environment = {}, limit = 600_000 } = options;
  mkdirSync(folder, { recursive: true });
  const program = startProgram(['run', ...names, '--data', 'data', '--out', 'out'], {
    cwd: folder,
    env: { ...environmentOf({ ...settings, logFormat: 'json', logLevel: 'debug' }), ...environment },
    limit,
  });
  return { ...program, folder, stages: () => stagesIn(program.stderr()) };
}

function stagesIn(text: string): readonly StageLine[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    if (!line.startsWith('{')) return [];
    // What pipelineLog writes.
    const told = JSON.parse(line) as Readonly<Record<'time' | 'stage' | 'msg', string>> & LogPlace;
    const { stage, msg, topic, partition, offset } = told;
    if (msg !== 'begun' && msg !== 'done') return [];
    return [{ stage, what: msg, place: `${topic}/${partition}/${offset}`, at: Date.parse(told.time) }];
  });
}

interface LogPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}
