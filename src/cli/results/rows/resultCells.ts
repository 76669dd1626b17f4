import { camelot } from '../../../domain/music/camelot.js';
import { keyName } from '../../../domain/music/key.js';
import { printable } from '../../text/printable.js';
import type { ResultRow } from './resultRow.js';
import { percent } from './percent.js';
import { stretchText } from './stretchText.js';

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
  const stretchOf = (role: 'harmonic' | 'percussion'): string =>
    stretchText({ stretch: row.stretch[role], beatRatio: row.beatRatio[role] });
  return {
    '#': String(row.rank),
    vocal: printable(row.vocal),
    harmonic: printable(row.harmonic),
    percussion: printable(row.percussion),
    key: `${keyName(row.key)} ${camelot(row.key)}`,
    'key %': percent(row.keyConfidence),
    bpm: row.bpm.toFixed(1),
    shift: signed(row.shift),
    stretch: `${stretchOf('harmonic')} / ${stretchOf('percussion')}`,
    score: row.score.toFixed(3),
  };
}
