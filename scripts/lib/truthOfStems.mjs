/**
 * What a README of multitracks tells of its songs: a table with the columns song, tempo (bpm) and key, and in words that the meter is the same
 * throughout, that every file starts on a downbeat, and under which licence the songs of which artist lie there.
 * @typedef {{ song: string, truth: { title: string, artist?: string, licence?: string, bpm: number, key: string, meter: number, firstDownbeat: number } }} SongTruth
 */

/** @param {string} row */
const cells = (row) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/**
 * Throws where the table, the meter or the first downbeat is not told.
 * @param {string} readme
 * @returns {SongTruth[]}
 */
export function truthOfStems(readme) {
  const lines = readme.split('\n');
  const head = lines.findIndex((line) =>
    ['song', 'tempo (bpm)', 'key'].every((name) => cells(line).includes(name)),
  );
  if (head < 0) throw new Error('it has no table with the columns song, tempo (bpm) and key');
  const meter = /\b([346])\/[48] throughout/.exec(readme)?.[1];
  if (!meter) throw new Error('it does not say which meter its songs have throughout');
  if (!/every file starts on a downbeat/.test(readme))
    throw new Error('it does not say that every file starts on a downbeat');
  const [, artist, licence] = /songs of '([^']+)'[^\n]*?released under (.+?)\.(?:\s|$)/m.exec(readme) ?? [];
  const names = cells(lines[head]);
  const table = lines.slice(head + 2);
  const end = table.findIndex((line) => !line.startsWith('|'));
  return table.slice(0, end < 0 ? undefined : end).map((line) => {
    const row = cells(line);
    const of = (/** @type {string} */ name) => row[names.indexOf(name)] ?? '';
    const bpm = Number(of('tempo (bpm)'));
    if (!(bpm > 0)) throw new Error(`the tempo of ${of('song')} is no number (${of('tempo (bpm)')})`);
    const credits = { title: of('song'), ...(artist && { artist }), ...(licence && { licence }) };
    return {
      song: of('song'),
      truth: { ...credits, bpm, key: of('key'), meter: Number(meter), firstDownbeat: 0 },
    };
  });
}
