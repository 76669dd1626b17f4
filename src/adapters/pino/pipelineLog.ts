import { pino, stdTimeFunctions } from 'pino';
import type { Config } from '../../config.js';
import { silentObserver, type StageObserver, type Subject } from '../../metrics.js';

export interface PipelineLogOptions {
  readonly level: Config['logLevel'];
  /** Called with whole lines. */
  readonly write: (line: string) => void;
}

/** Structured lines about the work: JSON, each with stage, track or clip, place in the log and trace id. */
export interface PipelineLog {
  readonly observer: StageObserver;
  /** What a person should know who runs it. Told at level `warn` too. */
  note(text: string): void;
  /** Work on something that is no message failed. */
  failed(about: Readonly<Record<string, string>>, message: string): void;
}

/** Lines of level `debug` tell when a stage begins and ends with a message, those of `warn` what failed. */
export function pipelineLog({ level, write }: PipelineLogOptions): PipelineLog {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const log = pino(options, { write });
  const notes = log.child({}, { level: level === 'warn' ? 'info' : level });
  return {
    note: (text) => notes.info(text),
    failed: (about, message) => log.warn(about, message),
    observer: {
      ...silentObserver,
      started: (stage, key, subject) => log.debug(about(stage, key, subject), 'begun'),
      finished: (stage, key, seconds, subject) =>
        log.debug({ ...about(stage, key, subject), seconds }, 'done'),
      failed: (stage, key, { code, message }, subject) =>
        log.warn({ ...about(stage, key, subject), code }, message),
    },
  };
}

/** Topics whose keys name clips; those of the others name tracks. */
const ofClips = new Set(['clips', 'rerank', 'mashups']);

function about(stage: string, key: string, subject: Subject | undefined): object {
  if (!subject) return { stage, key };
  const { topic, partition, offset } = subject.record;
  const named = ofClips.has(topic) ? { clip: key } : { track: key };
  return { stage, ...named, topic, partition, offset, trace: subject.trace.id };
}
