import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Sidecar = Readonly<Record<string, unknown>>;

/** A song of a library: which song of the pool it holds, and what its sidecar file says. */
export interface Entry {
  readonly song: string;
  readonly sidecar?: Sidecar;
}

/** A change of a folder of songs. */
export type Change =
  | { readonly do: 'add'; readonly name: string; readonly song: string }
  | { readonly do: 'replace'; readonly name: string; readonly song: string }
  | { readonly do: 'correct'; readonly name: string; readonly sidecar: Sidecar }
  | { readonly do: 'take back'; readonly name: string }
  | { readonly do: 'hand over'; readonly name: string; readonly to: string }
  | { readonly do: 'rename'; readonly name: string; readonly to: string }
  | { readonly do: 'remove'; readonly name: string };

/** Names of songs, and what they hold. */
export type Library = ReadonlyMap<string, Entry>;

/** What a library is after a change. */
export function changed(library: Library, change: Change): Library {
  const next = new Map(library);
  const entry = library.get(change.name);
  if (change.do === 'add') return next.set(change.name, { song: change.song });
  if (!entry) throw new Error(`There is no song ${change.name} to ${change.do}.`);
  switch (change.do) {
    case 'replace':
      return next.set(change.name, { ...entry, song: change.song });
    case 'correct':
      return next.set(change.name, { ...entry, sidecar: change.sidecar });
    case 'take back':
      return next.set(change.name, { song: entry.song });
    case 'hand over': {
      const { song, sidecar } = entry;
      return next.set(change.name, { song }).set(change.to, { song, ...(sidecar && { sidecar }) });
    }
    case 'rename':
      next.delete(change.name);
      return next.set(change.to, entry);
    case 'remove':
      next.delete(change.name);
      return next;
  }
}

/** Makes a change in a folder of songs; songs come from the pool's folder. */
export function change(music: string, pool: string, wanted: Change): void {
  const at = join(music, wanted.name);
  const sidecar = join(at, 'mash.json');
  switch (wanted.do) {
    case 'add':
      return cpSync(join(pool, wanted.song), at, { recursive: true });
    case 'replace': {
      const aside = join(music, '..', 'replaced');
      if (existsSync(sidecar)) {
        mkdirSync(aside);
        renameSync(sidecar, join(aside, 'mash.json'));
      }
      rmSync(at, { recursive: true });
      cpSync(join(pool, wanted.song), at, { recursive: true });
      if (existsSync(aside)) renameSync(join(aside, 'mash.json'), sidecar);
      return rmSync(aside, { recursive: true, force: true });
    }
    case 'correct':
      return writeFileSync(sidecar, JSON.stringify(wanted.sidecar));
    case 'take back':
      return rmSync(sidecar);
    case 'hand over':
      return renameSync(sidecar, join(music, wanted.to, 'mash.json'));
    case 'rename':
      return renameSync(at, join(music, wanted.to));
    case 'remove':
      return rmSync(at, { recursive: true });
  }
}
