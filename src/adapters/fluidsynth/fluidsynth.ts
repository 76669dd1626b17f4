import { randomUUID } from 'node:crypto';
import { access, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sampleRate } from '../../domain/audio.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { SynthesisJob, Synthesizer } from '../../ports/synthesizer.js';
import { cutWav } from '../files/cutWav.js';
import { fullDisk } from '../files/fullDisk.js';
import { writeMidi } from '../midi/writeMidi.js';
import { programMemory } from '../process/memoryLimit.js';
import { spawnLeashed } from '../process/spawnLeashed.js';

export interface FluidsynthOptions {
  /** Name or path of the program; default `fluidsynth`. */
  readonly program?: string;
  /** Longest time for a job; default 60. */
  readonly limit?: Seconds;
}

/** What may sound on behind the last note, and be written before it is cut off. */
const tail: Seconds = 30;
/** The libraries of sound that it loads make files in memory, 64 MB and more, to which the limit applies too. */
const spareFile = 128 * 2 ** 20;
/** 16 bits, two channels. */
const frameSize = 4;
/** Low enough that full chords do not clip. */
const gain = 0.3;

/** Plays scores with the `fluidsynth` program, without reverb and chorus: they would sound on over what comes next, and say whose parts belong together. */
export function fluidsynth({ program = 'fluidsynth', limit = 60 }: FluidsynthOptions = {}): Synthesizer {
  return {
    async synthesize(job, signal) {
      const soundFont = resolve(job.soundFont);
      await access(soundFont).catch((cause: unknown) => {
        throw new PipelineError('not-found', `Playing a score: there are no sounds at ${soundFont}.`, {
          cause,
        });
      });
      const aside = `${resolve(job.output)}.${randomUUID()}`;
      const [midi, wav] = [`${aside}.mid`, `${aside}.wav`];
      try {
        await writeFile(midi, writeMidi(job.score));
        const args = [
          ...['-n', '-i', '-q', '-R', '0', '-C', '0', '-g', String(gain)],
          ...['-r', String(sampleRate), '-O', 's16', '-F', wav],
          // Reads the sounds that the score asks for, not all of them.
          ...['-o', 'synth.dynamic-sample-loading=1', soundFont, midi],
        ];
        const fileSize = spareFile + Math.ceil((job.duration + tail) * sampleRate) * frameSize;
        const options = { signal, timeout: limit, memory: programMemory, fileSize };
        const { code, stderr } = await spawnLeashed(program, args, options).done.catch((error: unknown) => {
          throw endless(error, job);
        });
        // With sounds that it cannot read it plays silence, and says that all is well.
        if (code !== 0 || /^fluidsynth: error: /m.test(stderr))
          throw (await fullDisk(wav)) ?? failed(job, stderr);
        await cutWav({ input: wav, output: job.output, start: 0, duration: job.duration });
      } finally {
        await Promise.all([rm(midi, { force: true }), rm(wav, { force: true })]);
      }
    },
  };
}

const failed = ({ output }: SynthesisJob, stderr: string): PipelineError =>
  new PipelineError(
    'child-died',
    `Playing a score to ${output}: fluidsynth ended with ${stderr.trim().slice(-500)}`,
    {
      retryable: true,
    },
  );

/** It met the limit of what it may write. */
const endless = (error: unknown, { output }: SynthesisJob): unknown =>
  error instanceof PipelineError && error.code === 'disk-full'
    ? new PipelineError('refused-input', `Playing a score to ${output}: it does not end. Leave it out.`, {
        cause: error,
      })
    : error;
