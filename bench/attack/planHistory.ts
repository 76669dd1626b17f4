import { randomFrom, type Random } from '../../src/domain/random.js';
import { roles } from '../../src/domain/role.js';
import { changed, type Change, type Library, type Sidecar } from './library.js';
import { poolSongs } from './songPool.js';

export type Removed = 'before' | 'after' | 'after a run';

/** A run that does not rank all, by words of the songs' names. */
export type Narrowing =
  | { readonly by: 'vocal' | 'exclude'; readonly name: string }
  | { readonly by: 'one song'; readonly name: string };

/**
 * One step: a change of the music, a run over all of it, a narrowed one, or one that is killed so many ms after its start. `removed`:
 * whether `mashstream remove` comes before the file goes, after it, or after a run without it.
 */
export type Step =
  | (Change & { readonly removed?: Removed | undefined })
  | { readonly do: 'run' }
  | { readonly do: 'narrow'; readonly to: Narrowing }
  | { readonly do: 'kill'; readonly after: number };

const names = [
  'amber',
  'birch',
  'cedar',
  'dune',
  'ember',
  'fjord',
  'grove',
  'heath',
  'iris',
  'jade',
  'kelp',
  'lark',
];
const removals: readonly Removed[] = ['before', 'after', 'after a run'];
const fewest = 3;
const most = 6;

/** A history by its seed: a few songs, then 5 to 12 steps among which each kind is likely; a full run ends it. */
export function planHistory(seed: string): readonly Step[] {
  const random = randomFrom('history', seed);
  const plan: Step[] = [];
  let library: Library = new Map();
  const step = (next: Step | undefined): void => {
    if (next === undefined) return;
    plan.push(next);
    if (isChange(next)) library = changed(library, next);
  };
  for (let i = random.int(2) + fewest; i > 0; i--) step(addition(library, random));
  step(random.next() < 0.6 ? { do: 'run' } : killed(random));
  for (let i = 5 + random.int(8); i > 0; i--) step(nextStep(library, random));
  step({ do: 'run' });
  return plan;
}

const isChange = (step: Step): step is Change => !['run', 'narrow', 'kill'].includes(step.do);

/** Undefined where the kind drawn is not possible. */
function nextStep(library: Library, random: Random): Step | undefined {
  const draw = random.next();
  if (draw < 0.16) return killed(random);
  if (draw < 0.28) return narrowed(library, random);
  if (draw < 0.36) return { do: 'run' };
  if (draw < 0.52) return correction(library, random);
  if (draw < 0.62) return takenBack(library, random);
  if (draw < 0.68) return handedOver(library, random);
  if (draw < 0.76) return renaming(library, random);
  if (draw < 0.86) return replacement(library, random);
  if (draw < 0.93 && library.size >= fewest) return removal(library, random);
  return library.size < most ? addition(library, random) : removal(library, random);
}

const killed = (random: Random): Step => ({ do: 'kill', after: Math.round(300 * 30 ** random.next()) });

const nameIn = (library: Library, random: Random): string | undefined => random.pick([...library.keys()]);

function narrowed(library: Library, random: Random): Step | undefined {
  const name = nameIn(library, random);
  const by = random.pick(['vocal', 'exclude', 'one song'] as const);
  return name === undefined || by === undefined ? undefined : { do: 'narrow', to: { by, name } };
}

/** Now and then a song that is there already, under another name. */
function addition(library: Library, random: Random): Step | undefined {
  const name = freshName(library, random);
  const song = random.next() < 0.12 ? random.pick(poolSongs) : newSong(library, random);
  return name === undefined || song === undefined ? undefined : { do: 'add', name, song };
}

const freshName = (library: Library, random: Random): string | undefined =>
  random.pick(names.filter((name) => !library.has(name)));

function newSong(library: Library, random: Random): string | undefined {
  const used = new Set([...library.values()].map(({ song }) => song));
  return random.pick(poolSongs.filter((song) => !used.has(song)));
}

/** Of two copies of a song only one may have corrections: nobody can tell which of two counts. */
function correctable(library: Library): readonly string[] {
  const corrected = [...library].filter(([, { sidecar }]) => sidecar !== undefined);
  const taken = new Map(corrected.map(([name, { song }]) => [song, name]));
  return [...library.keys()].filter((name) => {
    const holder = taken.get(library.get(name)?.song ?? '');
    return holder === undefined || holder === name;
  });
}

function correction(library: Library, random: Random): Step | undefined {
  const name = random.pick(correctable(library));
  return name === undefined ? undefined : { do: 'correct', name, sidecar: sidecarOf(random) };
}

const correctedIn = (library: Library, random: Random): string | undefined =>
  random.pick([...library].flatMap(([name, { sidecar }]) => (sidecar === undefined ? [] : [name])));

function takenBack(library: Library, random: Random): Step | undefined {
  const name = correctedIn(library, random);
  return name === undefined ? correction(library, random) : { do: 'take back', name };
}

/** A corrected song gets a copy; where it has one, the corrections move over to that. */
function handedOver(library: Library, random: Random): Step | undefined {
  const name = correctedIn(library, random);
  const song = name === undefined ? undefined : library.get(name)?.song;
  if (name === undefined || song === undefined) return undefined;
  const to = random.pick(
    [...library.keys()].filter((each) => each !== name && library.get(each)?.song === song),
  );
  if (to !== undefined) return { do: 'hand over', name, to };
  const copy = freshName(library, random);
  return copy === undefined ? undefined : { do: 'add', name: copy, song };
}

function renaming(library: Library, random: Random): Step | undefined {
  const [name, to] = [nameIn(library, random), freshName(library, random)];
  if (name === undefined || to === undefined) return undefined;
  return { do: 'rename', name, to, removed: random.pick(removals) };
}

function removal(library: Library, random: Random): Step | undefined {
  const name = nameIn(library, random);
  return name === undefined ? undefined : { do: 'remove', name, removed: random.pick(removals) };
}

function replacement(library: Library, random: Random): Step | undefined {
  const [name, song] = [nameIn(library, random), newSong(library, random)];
  return name === undefined || song === undefined ? undefined : { do: 'replace', name, song };
}

const keys = ['C major', 'A minor', 'F# minor', '8A', '3B', 'Eb major', 'D'];

function sidecarOf(random: Random): Sidecar {
  const fields: Sidecar = {
    key: random.pick(keys),
    bpm: 140 + random.int(30),
    firstDownbeat: Math.round(1000 * random.range(0, 2)) / 1000,
    title: `Song ${random.int(5)}`,
    artist: `Artist ${random.int(3)}`,
    licence: 'CC0 1.0',
    exclude: [random.pick(roles)],
  };
  const chosen = Object.entries(fields).filter(() => random.next() < 0.3);
  return Object.fromEntries(chosen.length > 0 ? chosen : [['key', fields['key']]]);
}
