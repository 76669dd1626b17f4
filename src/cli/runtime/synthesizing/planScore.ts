import { readFile } from 'node:fs/promises';
import { readMidi } from '../../../adapters/midi/readMidi.js';
import { readMusicXml } from '../../../adapters/musicxml/readMusicXml.js';
import { readMxl } from '../../../adapters/musicxml/readMxl.js';
import type { Composition } from './composition.js';
import type { PlannedWindow } from './plannedWindow.js';
import { planPiece } from './planPiece.js';
import type { Planning } from './planning.js';
import { planSong } from './planSong.js';

/** Names of files that may be scores. */
export const scoreEnding = /\.(midi?|mxl|musicxml|xml)$/i;

/** The windows of a score, in one version; of MIDI those of a piece, of MusicXML those of a song. Errors: `unreadable`. */
export async function planScore(
  composition: Composition,
  planning: Planning,
): Promise<readonly PlannedWindow[]> {
  const { path } = composition;
  const bytes = await readFile(path);
  if (/\.midi?$/i.test(path)) return planPiece(readMidi(bytes, path), composition, planning);
  const score = /\.mxl$/i.test(path) ? readMxl(bytes, path) : readMusicXml(textOf(bytes), path);
  return planSong(score, composition, planning);
}

/** MusicXML is UTF-8, or UTF-16 with a mark that says so. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const wide =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(wide).decode(bytes);
}
