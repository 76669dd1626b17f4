import { existsSync } from 'node:fs';
import { fluidsynth } from '../src/adapters/fluidsynth/fluidsynth.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import type { Score, ScoreEvent } from '../src/domain/music/score.js';
import type { Seconds } from '../src/domain/units.js';

export const soundFont = '/usr/share/sounds/sf2/default-GM.sf2';

/** What may lie in a vocals stem and is no lead voice: General MIDI programs, and beats a chord at 120 bpm. */
export const heldInstruments = {
  pad: { program: 89, beats: 4 },
  choir: { program: 52, beats: 4 },
  strings: { program: 48, beats: 2 },
  'voice oohs': { program: 53, beats: 2 },
} as const;
export type HeldInstrument = keyof typeof heldInstruments;

const ticksPerBeat = 480;
/** I – vi – IV – V in D, as roots over D and whether minor. */
const chords = [
  [0, false],
  [9, true],
  [5, false],
  [7, false],
] as const;

function scoreOf({ program, beats }: { program: number; beats: number }, seconds: Seconds): Score {
  const length = beats * ticksPerBeat;
  const count = Math.ceil((2 * seconds) / beats);
  const events: ScoreEvent[] = [{ kind: 'program', at: 0, program }];
  for (let i = 0; i < count; i++) {
    const [step, minor] = chords[i % chords.length];
    const root = 48 + ((2 + step) % 12);
    const third = root + (minor ? 3 : 4);
    for (const pitch of [root, third, root + 7, root + 12, third + 12])
      events.push({ kind: 'note', at: i * length, duration: length, pitch, velocity: 84 });
  }
  const parts = [{ name: 'held', channel: 0, events }];
  return { ticksPerBeat, parts, tempi: [], meters: [], end: count * length };
}

/** Held chords of an instrument, mono, 44.1 kHz, as fluidsynth plays them; undefined where its sounds are missing. */
export async function heldChords(
  name: HeldInstrument,
  { seconds, folder }: { readonly seconds: Seconds; readonly folder: string },
): Promise<Float32Array | undefined> {
  if (!existsSync(soundFont)) return undefined;
  const output = `${folder}/${name}.wav`;
  const score = scoreOf(heldInstruments[name], seconds);
  await fluidsynth({ limit: 300 }).synthesize({ score, soundFont, output, duration: seconds });
  return monoMix(await readWav(output));
}
