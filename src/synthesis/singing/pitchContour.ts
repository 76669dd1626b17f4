import { boxAverage } from '../../audio/signal/boxAverage.js';
import { sampleRate } from '../../domain/audio.js';
import type { Random } from '../../domain/random.js';
import { chance, normal } from '../rows/draws.js';
import type { PhrasedNote } from './phrasing.js';
import type { Singer } from './singer.js';
import { pointOf, step } from './step.js';

interface Voice {
  readonly singer: Singer;
  readonly points: number;
  readonly random: Random;
}

const perPoint = step / sampleRate;
/** How far a held tone wanders, and how much of where it was is left a point later. */
const [wander, memory] = [0.04, 0.99];
/** A tone is prepared so long before it begins a phrase, in points. */
const prepared = 20;

/** MIDI numbers, a value a point: glides between notes, scoops into phrases, vibrato of what is held, and what no voice holds still. */
export function pitchContour(notes: readonly PhrasedNote[], { singer, points, random }: Voice): Float32Array {
  const pitch = new Float32Array(points).fill(notes.at(0)?.pitch ?? 60);
  for (const note of notes) {
    const from = pointOf(note.from) - (note.begins ? prepared : 0);
    pitch.fill(note.pitch + singer.error * normal(random), Math.max(0, from));
  }
  const reach = Math.max(1, Math.round(pointOf(singer.glide) / 4));
  for (let pass = 0; pass < 2; pass += 1) boxAverage(pitch, reach);
  for (const note of notes) {
    if (note.begins && chance(random, singer.scoops.share)) addScoop(pitch, note, singer.scoops.depth);
    addVibrato(pitch, note, singer, random);
  }
  addWander(pitch, random);
  return pitch;
}

/** From below, most of the way within 0.05 s. */
function addScoop(pitch: Float32Array, note: PhrasedNote, depth: number): void {
  const from = Math.max(0, pointOf(note.from));
  const last = Math.min(pitch.length, pointOf(note.to));
  for (let i = from; i < last; i += 1) pitch[i] -= depth * Math.exp((-(i - from) * perPoint) / 0.03);
}

/** It grows over 0.3 s. */
function addVibrato(
  pitch: Float32Array,
  { from, to }: PhrasedNote,
  { vibrato }: Singer,
  random: Random,
): void {
  const rate = vibrato.rate * Math.exp(0.04 * normal(random));
  const start = pointOf(from + vibrato.after);
  for (let i = start; i < Math.min(pitch.length, pointOf(to)); i += 1) {
    const time = (i - start) * perPoint;
    pitch[i] += vibrato.depth * Math.min(1, time / 0.3) * Math.sin(2 * Math.PI * rate * time);
  }
}

function addWander(pitch: Float32Array, random: Random): void {
  let place = 0;
  for (let i = 0; i < pitch.length; i += 1) {
    place = memory * place + wander * Math.sqrt(1 - memory * memory) * normal(random);
    pitch[i] += place + 0.008 * normal(random);
  }
}
