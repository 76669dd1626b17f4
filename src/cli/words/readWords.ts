import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { refuse } from '../refuse.js';
import { topologyNames, type TopologyName } from '../runtime/wiring/startPipeline.js';
import { nearestWord } from './nearestWord.js';

/** What the words of `run` mean: topologies to run for ever, or songs. */
export interface RunWords {
  readonly names: readonly TopologyName[];
  readonly songs: readonly string[];
}

const isTopology = (word: string): word is TopologyName => topologyNames.some((name) => name === word);

/**
 * Words are all names of topologies or all paths that exist. Error `bad-config`, before anything is begun, with every word that is neither
 * (and what it may have been meant for), or where both meanings are mixed.
 */
export function readWords(words: readonly string[]): RunWords {
  const names = words.filter(isTopology);
  const songs = words.filter((word) => !isTopology(word));
  const unknown = songs.filter((word) => !existsSync(word));
  const problems = [
    ...unknown.map(unknownText),
    ...(names.length > 0 && unknown.length < songs.length ? [mixedText(names, songs)] : []),
  ];
  return problems.length > 0 ? refuse(problems) : { names, songs };
}

function unknownText(word: string): string {
  const meant = nearestWord(word, topologyNames) ?? nearestPath(word);
  const hint = meant === undefined ? 'Check the name.' : `Did you mean ${meant}?`;
  return `${JSON.stringify(word)} is neither a file or folder nor a topology (${topologyNames.join(', ')}). ${hint}`;
}

const mixedText = (names: readonly string[], songs: readonly string[]): string =>
  `${names.join(' and ')} run${names.length === 1 ? 's' : ''} for ever, without songs (${songs.join(', ')}): ` +
  `name one or the other. A file or folder called ${names[0]} is named ./${names[0]}`;

/** What lies where the path was looked for and is spelt nearly so. */
function nearestPath(word: string): string | undefined {
  const folder = dirname(word);
  try {
    const name = nearestWord(basename(word), readdirSync(resolve(folder)));
    return name === undefined ? undefined : join(folder, name);
  } catch {
    return undefined;
  }
}
