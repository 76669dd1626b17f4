import { Command } from 'commander';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { demoConfig, demoFolder } from '../runtime/demo.js';
import { runSession } from '../runtime/runSession.js';
import { topologyNames, type TopologyName } from '../runtime/startPipeline.js';

const isTopology = (word: string): word is TopologyName => topologyNames.some((name) => name === word);

const help = `
Songs: mp3 m4a aac flac ogg opus wav aiff, video with sound; a folder holding vocals/drums/bass/other files is one song with ready stems.
Topology names (${topologyNames.join(', ')}) in place of songs run those for ever on what \`mashstream publish\` brings.

Example:
  mashstream run ~/Music --vocal "my song" --top 10`;

/** mashstream run: songs to ranked mashups; without songs, the demo. */
export function runCommand(): Command {
  const command = new Command('run')
    .summary('turn songs into ranked mashups')
    .description(
      'Separates, analyses, indexes and pairs songs, ranks the mashups and renders the best. Without songs: the demo.',
    )
    .argument('[songs...]', 'folders and files, or names of topologies to run for ever')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command);
  return command.action(async (words: string[], flags: Record<string, unknown>) => {
    const names = words.filter(isTopology);
    const songs = words.filter((word) => !isTopology(word));
    const demo = words.length === 0;
    const { json = false, ...settings } = flags;
    const config = configOf(demo ? { ...demoConfig, ...settings } : settings);
    process.exitCode = await runSession({
      config,
      songs: demo ? [demoFolder] : songs,
      names: names.length > 0 ? names : topologyNames,
      forever: names.length > 0,
      json: json === true,
    });
  });
}
