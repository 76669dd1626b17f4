import { randomFrom, type Random } from '../../src/domain/random.js';
import { changed, type Change, type Library } from './library.js';
import { mixes, poolSongs } from './songPool.js';

/** What the program is at when it is killed. */
export const killKinds = [
  'separating',
  'adding',
  'correcting',
  'taking back',
  'removing',
  'replacing',
  'rendering',
] as const;
export type KillKind = (typeof killKinds)[number];

/** So many ms after the program has told of a stage; without one, after its start. */
export interface Moment {
  readonly stage?: string;
  readonly plus: number;
}

/** One kill: what is changed before, in which work the program is killed, and when. */
export interface Kill {
  readonly kind: KillKind;
  readonly changes: readonly Change[];
  readonly moment: Moment;
  /** The same command again is killed too. */
  readonly again?: Moment;
}

export interface KillPlan {
  readonly first: readonly Change[];
  readonly kills: readonly Kill[];
}

/** Kills of one trial; the separation model runs in every second trial, so in one kill of twenty. */
const rota: readonly KillKind[] = [
  'adding',
  'adding',
  'correcting',
  'correcting',
  'taking back',
  'removing',
  'replacing',
  'replacing',
  'rendering',
];
const songsAtFirst = 4;

/** Kills of a trial by its seed. */
export function planKills(seed: string, separating: boolean): KillPlan {
  const random = randomFrom('kills', seed);
  let library: Library = new Map();
  const apply = (changes: readonly Change[]): readonly Change[] => {
    for (const each of changes) library = changed(library, each);
    return changes;
  };
  const first: Change[] = [];
  for (let i = 0; i < songsAtFirst; i++) first.push(...apply([added(library, random)]));
  const kinds = shuffled<KillKind>([...rota, separating ? 'separating' : 'rendering'], random);
  const kills = kinds.map((kind): Kill => {
    const changes = apply(changesFor(kind, library, random));
    const again = random.next() < 0.25 ? { again: momentOf(kind, random) } : {};
    return { kind, changes, moment: momentOf(kind, random), ...again };
  });
  return { first, kills };
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const left = [...items];
  return items.flatMap(() => left.splice(random.int(left.length), 1));
}

/** Never undefined: no library has as many songs as the pool, nor no song at all. */
function drawn<T>(items: readonly T[], random: Random): T {
  const item = random.pick(items);
  if (item === undefined) throw new Error('There is nothing to draw from.');
  return item;
}

const newSong = (library: Library, random: Random): string => {
  const used = [...library.values()].map(({ song }) => song);
  return drawn(
    poolSongs.filter((song) => !used.includes(song)),
    random,
  );
};

const freshName = (library: Library): string => {
  let i = library.size;
  while (library.has(`song ${i}`)) i++;
  return `song ${i}`;
};

const added = (library: Library, random: Random): Change => ({
  do: 'add',
  name: freshName(library),
  song: newSong(library, random),
});

function changesFor(kind: KillKind, library: Library, random: Random): readonly Change[] {
  const ready = [...library.keys()].filter((name) => !mixes.includes(library.get(name)?.song ?? ''));
  switch (kind) {
    case 'separating':
      return [{ do: 'add', name: 'mixed', song: drawn(mixes, random) }];
    case 'adding': {
      const one = added(library, random);
      return random.next() < 0.5 ? [one] : [one, added(changed(library, one), random)];
    }
    case 'correcting':
      return [{ do: 'correct', name: drawn(ready, random), sidecar: { key: `${1 + random.int(12)}B` } }];
    case 'taking back': {
      const corrected = ready.filter((name) => library.get(name)?.sidecar);
      if (corrected.length > 0) return [{ do: 'take back', name: drawn(corrected, random) }];
      return changesFor('correcting', library, random);
    }
    case 'removing':
      return [{ do: 'remove', name: drawn(ready, random) }];
    case 'replacing':
      return [{ do: 'replace', name: drawn(ready, random), song: newSong(library, random) }];
    case 'rendering':
      return [];
  }
}

const stagesOf: Readonly<Record<KillKind, readonly string[]>> = {
  separating: ['separate', 'separate', 'analyze'],
  adding: ['identify', 'decode', 'analyze', 'index', 'track'],
  correcting: ['identify', 'reload', 'analyze', 'index', 'track'],
  'taking back': ['identify', 'reload', 'analyze', 'index', 'track'],
  removing: [],
  replacing: ['identify', 'decode', 'analyze', 'index', 'track'],
  rendering: ['render'],
};

/** A removal is over soon. */
const mostAfterStart: Readonly<Record<KillKind, number>> = {
  separating: 8000,
  adding: 4000,
  correcting: 3000,
  'taking back': 3000,
  removing: 1200,
  replacing: 4000,
  rendering: 3000,
};

function momentOf(kind: KillKind, random: Random): Moment {
  const stage = random.next() < 0.7 ? random.pick(stagesOf[kind]) : undefined;
  if (stage !== undefined) return { stage, plus: random.int(kind === 'separating' ? 8000 : 500) };
  return { plus: 150 + random.int(mostAfterStart[kind]) };
}
