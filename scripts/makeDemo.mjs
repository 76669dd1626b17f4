// Makes demo/*.ogg and test/golden/stems/*.ogg from the CC0 multitracks: node scripts/makeDemo.mjs [music folder]
// Same input, same ffmpeg, same bytes. The folder defaults to ../shared/music/stems; see demo/LICENCE.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const music = resolve(root, process.argv[2] ?? '../shared/music/stems');
const stems = ['vocals', 'drums', 'bass', 'other'];

/** Bars count from 0 and are 4/4. Caesium is cut where its voice sings most, the others where their accompaniment is whole. */
const excerpts = [
  { song: 'Caesium', bpm: 130, firstBar: 33, bars: 15 },
  { song: 'Hydrogen', bpm: 132, firstBar: 16, bars: 20 },
  { song: 'Potassium', bpm: 90, firstBar: 22, bars: 17 },
  { song: 'Rubidium', bpm: 132, firstBar: 24, bars: 20 },
  { song: 'Sodium', bpm: 140, firstBar: 12, bars: 21 },
];

/** The stems that tests read. */
const golden = { song: 'Caesium', bpm: 130, firstBar: 28, bars: 17 };

/**
 * Cuts on the sample; 5 ms fades keep the cut from clicking.
 * @param {typeof golden} excerpt
 */
const cut = ({ bpm, firstBar, bars }) => {
  const [first, length] = [firstBar, bars].map((n) => Math.round((n * 4 * 60 * 44100) / bpm));
  const end = length / 44100;
  return [
    `atrim=start_sample=${first}:end_sample=${first + length}`,
    'asetpts=N/SR/TB',
    'afade=t=in:d=0.005',
    `afade=t=out:st=${end - 0.005}:d=0.005`,
  ].join(',');
};

/**
 * @param {readonly string[]} inputs
 * @param {string} filter
 * @param {{ title: string, quality: number, output: string }} target
 */
const encode = (inputs, filter, { title, quality, output }) => {
  const tags = {
    title,
    artist: 'Everything is Free',
    license: 'CC0 1.0',
    comment: 'Excerpt; see LICENCE.md',
  };
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', ...inputs.flatMap((path) => ['-i', path])],
    ...['-filter_complex', `${filter}[out]`, '-map', '[out]', '-map_metadata', '-1'],
    ...Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
    ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-c:a', 'libvorbis', '-q:a', String(quality)],
    output,
  ]);
  console.log(output);
};

const demo = join(root, 'demo');
const goldenStems = join(root, 'test/golden/stems');
[demo, goldenStems].forEach((folder) => mkdirSync(folder, { recursive: true }));

for (const excerpt of excerpts) {
  const inputs = stems.map((stem) => join(music, excerpt.song, `${stem}.ogg`));
  const output = join(demo, `${excerpt.song.toLowerCase()}.ogg`);
  encode(inputs, `amix=inputs=4:normalize=0,${cut(excerpt)}`, { title: excerpt.song, quality: 6, output });
}
for (const stem of stems) {
  const output = join(goldenStems, `${stem}.ogg`);
  const title = `${golden.song}, ${stem}`;
  encode([join(music, golden.song, `${stem}.ogg`)], cut(golden), { title, quality: 2, output });
}
