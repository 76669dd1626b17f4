import { camelot } from '../../../domain/music/camelot.js';
import { keyName } from '../../../domain/music/key.js';
import { printable } from '../../text/printable.js';
import type { ResultRow } from './resultRow.js';
import { percent } from './percent.js';

export const resultColumns = [
  '#',
  'vocal',
  'harmonic',
  'percussion',
  'key',
  'key %',
  'bpm',
  'shift',
  'stretch',
  'score',
] as const;

export type ResultCells = Readonly<Record<(typeof resultColumns)[number], string>>;

/** `+3`, `0`, `−2`. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value === 0 ? '0' : `−${-value}`);

/**
 * The row in words: key as `G minor 6A`, how sure the keys are in percent, shift in semitones, stretch of harmonic and percussion part.
 */
export function resultCells(row: ResultRow): ResultCells {
  const { harmonic, percussion } = row.stretch;
  return {
    '#': String(row.rank),
    vocal: printable(row.vocal),
    harmonic: printable(row.harmonic),
    percussion: printable(row.percussion),
    key: `${keyName(row.key)} ${camelot(row.key)}`,
    'key %': percent(row.keyConfidence),
    bpm: row.bpm.toFixed(1),
    shift: signed(row.shift),
    stretch: `${harmonic.toFixed(2)} / ${percussion.toFixed(2)}`,
    score: row.score.toFixed(3),
  };
}
