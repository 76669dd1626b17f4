import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { randomFrom, type Random } from '../../src/domain/random.js';

const steps = ['C', 'D', 'E', 'F', 'G', 'A', 'B'] as const;
/** Triads of a major key that follow each other well, by scale step. */
const progressions = [
  [0, 3, 4, 0],
  [0, 5, 3, 4],
  [5, 3, 0, 4],
  [0, 4, 5, 3],
] as const;

const note = (scaleStep: number, duration: number, more = ''): string => {
  const [step, octave] = [steps[((scaleStep % 7) + 7) % 7], 4 + Math.floor(scaleStep / 7)];
  const chord = more.startsWith('<chord/>') ? '<chord/>' : '';
  return `<note>${chord}<pitch><step>${step}</step><octave>${octave}</octave></pitch><duration>${duration}</duration>${more.replace('<chord/>', '')}</note>`;
};
const words = '<lyric><text>la</text></lyric>';

/** Four quarters, two of them of the chord. */
const sungBar = (chord: number, random: Random): string =>
  [0, 1, 2, 3]
    .map((beat) => note(beat % 2 === 0 ? chord + 2 * random.int(3) : random.int(8), 1, words))
    .join('');
const playedBar = (chord: number): string =>
  note(chord - 7, 4) + note(chord - 5, 4, '<chord/>') + note(chord - 3, 4, '<chord/>');

/** A song of 32 bars in C major for a voice and a piano that goes with it, as compressed MusicXML. */
function song(random: Random): Uint8Array {
  const chords = Array.from({ length: 8 }, () => random.pick(progressions) ?? progressions[0]).flat();
  const head =
    '<attributes><divisions>1</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type></time></attributes>';
  const part = (id: string, bar: (chord: number) => string): string =>
    `<part id="${id}">${chords.map((chord, i) => `<measure>${i === 0 ? head : ''}${bar(chord)}</measure>`).join('')}</part>`;
  const voice = part('P1', (chord) => sungBar(chord, random));
  const text = `<?xml version="1.0" encoding="UTF-8"?><score-partwise><part-list><score-part id="P1"><part-name>Voice</part-name></score-part><score-part id="P2"><part-name>Piano</part-name></score-part></part-list>${voice}${part('P2', playedBar)}</score-partwise>`;
  return zipSync({ 'score.xml': strToU8(text) });
}

/** Writes songs of one kind, each with chords of its own. */
export async function writeSungScores(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let i = 0; i < count; i += 1)
    await writeFile(join(folder, `song${i}.mxl`), song(randomFrom('song', String(i))));
}
