import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readMusicXml } from '../../../src/adapters/musicxml/readMusicXml.js';
import { readMxl } from '../../../src/adapters/musicxml/readMxl.js';
import { isNote } from '../../../src/domain/music/score.js';
import type { SungScore } from '../../../src/domain/music/sungScore.js';

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">`;

/** A score of parts by their measures. */
const score = (...parts: readonly (readonly string[])[]): string =>
  `${head}<score-partwise><part-list>${parts
    .map((_, i) => `<score-part id="P${i}"><part-name>Part ${i}</part-name></score-part>`)
    .join('')}</part-list>${parts
    .map((bars, i) => `<part id="P${i}">${bars.map((bar) => `<measure>${bar}</measure>`).join('')}</part>`)
    .join('')}</score-partwise>`;

const attributes =
  '<attributes><divisions>2</divisions><key><fifths>-3</fifths></key><time><beats>3</beats><beat-type>4</beat-type></time></attributes>';
const note = (pitch: string, duration: number, more = ''): string => {
  const [, step, sign, octave] = /^([A-G])([#b]?)(\d)$/.exec(pitch) ?? [];
  const alter = sign === '#' ? '<alter>1</alter>' : sign === 'b' ? '<alter>-1</alter>' : '';
  return `<note>${more.includes('<chord/>') ? '<chord/>' : ''}<pitch><step>${step}</step>${alter}<octave>${octave}</octave></pitch><duration>${duration}</duration>${more.replace('<chord/>', '')}</note>`;
};
const rest = (duration: number): string => `<note><rest/><duration>${duration}</duration></note>`;
const lyric = '<lyric><text>la</text></lyric>';

/** Onset and length in quarters, pitch. */
const notesOf = ({ parts }: SungScore, part = 0): readonly (readonly number[])[] =>
  parts[part].events.filter(isNote).map(({ at, duration, pitch }) => [at / 960, duration / 960, pitch]);

describe('readMusicXml', () => {
  it('reads notes, chords, voices and rests where they are written', () => {
    const read = readMusicXml(
      score([
        `${attributes}${note('C4', 2, lyric)}${note('Eb4', 2, '<chord/>')}${rest(2)}${note('F#5', 2)}<backup><duration>6</duration></backup><forward><duration>1</duration></forward>${note('A3', 5)}`,
        note('B4', 6),
      ]),
      'a',
    );
    expect(notesOf(read)).toEqual([
      [0, 1, 60],
      [0, 1, 63],
      [0.5, 2.5, 57],
      [2, 1, 78],
      [3, 3, 71],
    ]);
    expect(read.bars.map((at) => at / 960)).toEqual([0, 3]);
    expect([read.end / 960, read.parts[0].words, read.parts[0].name]).toEqual([6, 1, 'Part 0']);
    const sung = read.parts[0].events.filter(isNote).map(({ syllable }) => syllable);
    expect(sung).toEqual(['la', undefined, undefined, undefined, undefined]);
    expect([read.keys, read.meters]).toEqual([[{ at: 0, fifths: -3 }], [{ at: 0, beats: 3, unit: 4 }]]);
  });

  it('makes one note of those that are tied, and of no others', () => {
    const [start, both, stop] = [
      '<tie type="start"/>',
      '<tie type="stop"/><tie type="start"/>',
      '<tie type="stop"/>',
    ];
    const read = readMusicXml(
      score([
        attributes + note('C4', 6, start),
        note('C4', 6, both),
        note('C4', 2, stop) + note('C4', 2) + note('C4', 2, stop),
      ]),
      'a',
    );
    expect(notesOf(read)).toEqual([
      [0, 7, 60],
      [7, 1, 60],
      [8, 1, 60],
    ]);
  });

  it('leaves out grace notes and cues, and sounds what transposes where it sounds', () => {
    const clarinet = attributes.replace(
      '</attributes>',
      '<transpose><chromatic>-2</chromatic></transpose></attributes>',
    );
    const read = readMusicXml(
      score([
        clarinet +
          note('D5', 2).replace('<pitch>', '<grace/><pitch>') +
          note('D5', 2) +
          note('E5', 2, '<cue/>') +
          note('E5', 2),
      ]),
      'a',
    );
    expect(notesOf(read)).toEqual([
      [0, 1, 72],
      [2, 1, 74],
    ]);
  });

  it('reads tempi and chord symbols, a kind that nobody knows as the triad it begins with', () => {
    const symbol = (root: string, kind: string, more = ''): string =>
      `<harmony><root><root-step>${root}</root-step></root><kind>${kind}</kind>${more}</harmony>`;
    const read = readMusicXml(
      score([
        `${attributes}<direction><sound tempo="96"/></direction>${symbol('G', 'dominant', '<bass><bass-step>B</bass-step></bass>')}${note('D4', 4)}${symbol('C', 'minor-something')}${note('C4', 2)}`,
      ]),
      'a',
    );
    expect(read.tempi).toEqual([{ at: 0, bpm: 96 }]);
    expect(read.chords).toEqual([
      { at: 0, root: 7, intervals: [0, 4, 7, 10], bass: 11 },
      { at: 2 * 960, root: 0, intervals: [0, 3, 7] },
    ]);
  });

  it.each([
    ['<a><b></a>', /unexpected close tag|unclosed tag/],
    ['<score-timewise/>', /no partwise score/],
    ['<score-partwise/>', /no parts/],
    ['', /no partwise score|document must contain a root element/],
    ['<score-partwise>'.repeat(100), /within each other/],
  ])('refuses %s', (xml, reason) => {
    expect(() => readMusicXml(xml, 'b.mxl')).toThrow(reason);
    expect(() => readMusicXml(xml, 'b.mxl')).toThrow(/Reading the MusicXML file "b.mxl".*Leave it out/);
  });
});

describe('readMxl', () => {
  const archive = (files: Record<string, string>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

  it('reads the score of an archive', () => {
    const bytes = archive({
      'META-INF/container.xml': '<container/>',
      'song.xml': score([attributes + note('C4', 2)]),
    });
    expect(notesOf(readMxl(bytes, 'a'))).toEqual([[0, 1, 60]]);
  });

  it('refuses what holds none', () => {
    expect(() => readMxl(archive({ 'readme.txt': 'x' }), 'a')).toThrow(/there is no score in it/);
    expect(() => readMxl(new Uint8Array([1, 2, 3]), 'a')).toThrow(/it is no archive/);
  });
});
