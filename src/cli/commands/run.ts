import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { Config } from '../../config.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { commandLine, programName } from '../commandLine.js';
import { note } from '../note.js';
import { demoConfig, demoFolder } from '../runtime/wiring/demo.js';
import { refuseOverlap } from '../runtime/session/refuseFolder.js';
import { runSession } from '../runtime/session/runSession.js';
import { standardNames, topologyNames, type TopologyName } from '../runtime/wiring/startPipeline.js';
import type { Tally } from '../tally.js';
import { readWords } from '../words/readWords.js';

const help = `
Songs: mp3 m4a aac flac ogg opus wav aiff, video with sound; a folder holding vocals/drums/bass/other files is one song with ready stems.
Topology names (${topologyNames.join(', ')}) in place of songs run those for ever on what \`${commandLine(['publish'])}\` brings;
a file or folder of such a name is given as ./match. Named songs are those whose mashups are shown and rendered, with any other as partner.

Example:
  ${programName()} run ~/Music --vocal "my song" --top 10`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** Those that are named, else what turns songs into mashups; and what teaches, where that is asked for. */
const namesOf = (named: readonly TopologyName[], { retrain }: Config): readonly TopologyName[] => [
  ...new Set([
    ...(named.length > 0 ? named : standardNames),
    ...(retrain ? (['collect', 'retrain'] as const) : []),
  ]),
];

/** mashstream run: songs to ranked mashups; without songs, the demo. */
export function runCommand(count: (tally: Tally) => void): Command {
  const command = new Command('run')
    .summary('turn songs into ranked mashups')
    .description(
      'Separates, analyses, indexes and pairs songs, ranks the mashups and renders the best. Without songs: the demo.',
    )
    .argument('[songs...]', 'folders and files, or names of topologies to run for ever')
    .option('--explain', 'tell why each mashup scored as it did')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command);
  return command.action(async (words: string[], { json = false, explain = false, ...settings }: Flags) => {
    const demo = words.length === 0;
    const config = configOf(demo ? { ...demoConfig, ...settings } : settings);
    const { names, songs } = readWords(words);
    const named = demo ? [demoFolder] : songs;
    refuseOverlap(config, named);
    for (const name of names.filter((word) => existsSync(word)))
      note(`${name} is taken for the topology; what lies here under that name is ./${name}`, json);
    process.exitCode = await runSession({
      config,
      songs: named,
      names: namesOf(names, config),
      forever: names.length > 0,
      ...{ json, explain, count },
    });
  });
}
