// Writes the truth about multitracks, as their README's table tells it, for `mashstream evaluate`: node scripts/writeTruth.mjs <music folder> [folder]
// The music folder holds README.md and stems/<song>/. With a second folder, a folder a song is made there with links to the stems and mash.json; without
// one, mash.json is written beside the stems.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { truthOfStems } from './lib/truthOfStems.mjs';

/** @param {string} text */
const fail = (text) => {
  console.error(text);
  process.exit(1);
};

const [music, into] = process.argv.slice(2).map((path) => resolve(path));
if (!music) fail('Writing truth: name the folder of the music, with README.md and stems/ in it.');
const readme = join(music, 'README.md');
if (!existsSync(readme)) fail(`Writing truth: there is no ${readme}. Name the folder that it lies in.`);

/** @type {import('./lib/truthOfStems.mjs').SongTruth[]} */
let songs = [];
try {
  songs = truthOfStems(readFileSync(readme, 'utf8'));
} catch (error) {
  fail(`Writing truth: ${readme} cannot be used: ${error instanceof Error ? error.message : error}.`);
}

for (const { song, truth } of songs) {
  const stems = join(music, 'stems', song);
  if (!existsSync(stems)) {
    console.error(`${song} was left out: there is no folder ${stems}.`);
    process.exitCode = 3;
    continue;
  }
  const folder = into ? join(into, song) : stems;
  mkdirSync(folder, { recursive: true });
  if (folder !== stems)
    for (const name of readdirSync(stems).filter((file) => file !== 'mash.json')) {
      rmSync(join(folder, name), { force: true });
      symlinkSync(join(stems, name), join(folder, name));
    }
  writeFileSync(join(folder, 'mash.json'), `${JSON.stringify(truth, undefined, 2)}\n`);
  console.log(join(folder, 'mash.json'));
}
