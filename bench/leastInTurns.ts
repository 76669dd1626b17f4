import { spent, type Spent } from './spent.js';

/** Something to be measured. */
export interface Turn {
  readonly run: () => Promise<unknown>;
  /** Calls a round; default 1. */
  readonly calls?: number;
}

/** The least that a call of each took, in turns, so that other work on the machine falls on all alike. */
export async function leastInTurns<Name extends string>(
  turns: Readonly<Record<Name, Turn>>,
  rounds: number,
): Promise<Readonly<Record<Name, Spent>>> {
  const names = Object.keys(turns) as Name[]; // those of a record
  const least = Object.fromEntries(names.map((name) => [name, { wall: Infinity, cpu: Infinity }])) as Record<
    Name,
    Spent
  >; // of all names
  for (let round = 0; round < rounds; round += 1)
    for (const name of names)
      for (let call = 0; call < (turns[name].calls ?? 1); call += 1) {
        const { wall, cpu } = await spent(turns[name].run);
        least[name] = { wall: Math.min(wall, least[name].wall), cpu: Math.min(cpu, least[name].cpu) };
      }
  return least;
}
