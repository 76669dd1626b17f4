import { pressedRows } from '../../audio/semitones/pressedRows.js';
import { rowTimes, semitones } from '../../audio/semitones/semitoneGrid.js';
import type { Random } from '../../domain/random.js';
import type { Bpm } from '../../domain/units.js';
import type { BeatNote, SongWindow } from '../sung/songWindows.js';
import { dirty } from './dirt.js';
import { chance, normal } from './draws.js';
import { drawInstrument, type Instrument } from './instrument.js';
import { addNoteRows } from './noteRows.js';
import { heardDrums } from '../strokes/heardDrums.js';
import { drawSinger } from './singer.js';

/** The parts of a window as a network hears them. */
export interface HeardWindow {
  /** pressedRows, [4 · beats, 61]. */
  readonly voice: Float32Array;
  /** The same. */
  readonly accompaniment: Float32Array;
  /** drumOnsets, [12 · beats, 2]; left out where nobody drums. */
  readonly percussion?: Float32Array;
}

/** Notes below are a bass, with an instrument of its own. */
const highestBass = 52;

/** Beats a minute; where six make a bar they are eighths. */
const drawTempo = ({ meter }: SongWindow, random: Random): Bpm =>
  meter === 6 ? random.range(140, 300) : random.range(70, 150);

/** One of many ways in which a window may have been recorded, its parts apart from each other. */
export function heardWindow(window: SongWindow, random: Random): HeardWindow {
  const bpm = drawTempo(window, random);
  const register = chance(random, 0.25) ? 12 * (random.int(2) * 2 - 1) : 0;
  const voice = window.voice.map((note) => ({ ...note, pitch: note.pitch + register }));
  const bass = window.accompaniment.filter(({ pitch }) => pitch <= highestBass);
  const rest = window.accompaniment.filter(({ pitch }) => pitch > highestBass);
  const hearing = { beats: window.beats, bpm, random };
  const pitched = {
    voice: heard([[voice, drawSinger(random)]], hearing),
    accompaniment: heard(
      [
        [bass, drawInstrument(random)],
        [rest, drawInstrument(random)],
      ],
      hearing,
    ),
  };
  return window.drums ? { ...pitched, percussion: heardDrums(window.drums.strokes, hearing) } : pitched;
}

interface Hearing {
  readonly beats: number;
  readonly bpm: Bpm;
  readonly random: Random;
}

type PlayedPart = readonly [notes: readonly BeatNote[], instrument: Instrument];

/** Parts of one stem, at a tuning that is a little off and with more or less exact timing. */
function heard(parts: readonly PlayedPart[], { beats, bpm, random }: Hearing): Float32Array {
  const beat = 60 / bpm;
  const times = rowTimes(Array.from({ length: beats + 1 }, (_, i) => i * beat));
  const rows = new Float32Array(times.length * semitones);
  const tuning = 0.13 * normal(random);
  const looseness = random.range(0, 0.03);
  for (const [notes, instrument] of parts) {
    const level = Math.exp(0.4 * normal(random));
    const sounded = notes.flatMap(({ from, to, pitch }) => {
      const late = looseness * normal(random);
      const loudness = level * Math.exp(0.2 * normal(random));
      return instrument({ from: from * beat + late, to: to * beat + late, pitch: pitch + tuning, loudness });
    });
    addNoteRows(rows, times, sounded);
  }
  dirty(rows, random);
  return pressedRows(rows.map(Math.sqrt));
}
