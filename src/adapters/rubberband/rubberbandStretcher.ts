import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Audio } from '../../domain/audio.js';
import type { Frames } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { StretchJob, Stretcher } from '../../ports/stretcher.js';
import { createWav } from '../files/createWav.js';
import { openWav } from '../files/openWav.js';
import { replaceFile } from '../files/replaceFile.js';
import { fromMidSide, toMidSide } from './midSide.js';
import { planStretch, wholeMove, type StretchPlan } from './planStretch.js';
import { runRubberband } from './runRubberband.js';

export interface RubberbandOptions {
  /** Name or path of the program; default `rubberband`. */
  readonly program?: string;
}

/** Frames [from, from + count) of a WAV file; silence outside it. */
async function readFrames(path: string, from: Frames, count: Frames): Promise<Audio> {
  const wav = await openWav(path);
  try {
    const start = Math.max(0, from);
    const { sampleRate, channels } = await wav.read(start, Math.max(0, from + count - start));
    const whole = channels.map((channel) => {
      const out = new Float32Array(count);
      out.set(channel, start - from);
      return out;
    });
    return { sampleRate, channels: whole };
  } finally {
    await wav.close();
  }
}

/** The power of two by which audio is divided so that no sample passes 0.25: floats lose nothing by it, and it is undone exactly. */
function headroom({ channels }: Audio): number {
  let peak = 0;
  for (const channel of channels) for (const x of channel) peak = Math.max(peak, Math.abs(x));
  return peak <= 0.25 ? 1 : 2 ** Math.ceil(Math.log2(peak / 0.25));
}

function scale({ channels }: Audio, gain: number): void {
  if (gain !== 1) for (const channel of channels) for (let i = 0; i < channel.length; i++) channel[i] *= gain;
}

async function writeWav(path: string, { sampleRate, channels }: Audio): Promise<void> {
  const sink = await createWav(path, { sampleRate, channels: channels.length });
  try {
    await sink.append(channels);
  } finally {
    await sink.close();
  }
}

/** Gives the program the planned piece of the input; resolves to the wanted piece of what it makes. */
async function stretched(
  program: string,
  job: StretchJob,
  plan: StretchPlan,
  signal?: AbortSignal,
): Promise<Audio> {
  const stem = `${resolve(job.output)}.${randomUUID()}`;
  const [input, map, output] = [`${stem}.in.wav`, `${stem}.map`, `${stem}.out.wav`];
  try {
    const piece = await readFrames(job.input, plan.from, plan.frames);
    toMidSide(piece);
    const room = headroom(piece);
    scale(piece, 1 / room);
    await writeWav(input, piece);
    await writeFile(map, plan.keys.map((key) => `${key.join(' ')}\n`).join(''));
    const wanted = Math.round(job.duration * piece.sampleRate);
    const call = {
      seconds: plan.length / piece.sampleRate,
      ...(plan.keys.length > 0 && { map }),
      input,
      output,
    };
    await runRubberband(program, job, { ...call, least: plan.skip + wanted, signal });
    const result = await readFrames(output, plan.skip, wanted);
    scale(result, room);
    fromMidSide(result);
    return result;
  } finally {
    await Promise.all([input, map, output].map((path) => rm(path, { force: true })));
  }
}

/** The stretcher port through the `rubberband` program (3.x, engine R3), which is skipped where nothing is to be changed. */
export function rubberbandStretcher({ program = 'rubberband' }: RubberbandOptions = {}): Stretcher {
  return {
    async stretch(job, signal) {
      if (signal?.aborted)
        throw new PipelineError('aborted', `Stretching ${job.input} was stopped: it is not wanted any more.`);
      const wav = await openWav(job.input);
      const rate = wav.sampleRate;
      await wav.close();
      const plan = planStretch(job, rate);
      const move = job.shift === 0 ? wholeMove(job.timeMap, rate) : undefined;
      const result =
        move === undefined
          ? await stretched(program, job, plan, signal)
          : await readFrames(job.input, move, Math.round(job.duration * rate));
      await replaceFile(job.output, (aside) => writeWav(aside, result));
    },
  };
}
