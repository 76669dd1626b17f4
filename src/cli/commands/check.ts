import { Command } from 'commander';
import { programName } from '../commandLine.js';
import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import { checkFolder } from '../check/checkFolder.js';
import { checkSeparator } from '../check/checkSeparator.js';
import { checkPrograms } from '../check/checkPrograms.js';
import { checkScorer } from '../check/checkScorer.js';
import { checkSongs } from '../check/checkSongs.js';
import { checkState } from '../check/checkState.js';
import type { Finding } from '../check/finding.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes } from '../exitCodes.js';
import { refuse } from '../refuse.js';
import { overlapOf } from '../runtime/session/refuseFolder.js';
import { isCluster } from '../runtime/wiring/clusterOptions.js';
import { printable } from '../text/printable.js';
import { print } from '../text/print.js';

const help = `
It takes all settings that \`run\` takes. Nothing is changed, except by --repair: what belongs to nothing is removed from the data folder, and
songs that have lost something stored are queued for the next run. Where a cluster is configured, its servers and topics are looked at in place of the data folder.

Example:
  ${programName()} check ~/Music`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly json?: boolean;
  readonly repair?: boolean;
}

/** mashstream check: all that could stop a run, without running. */
export function checkCommand(): Command {
  const command = new Command('check')
    .summary('look whether a run could begin')
    .description(
      'Looks at the configuration, the programs, the models, the data folder, and sidecar files of songs.',
    )
    .argument('[songs...]', 'files and folders whose sidecar files are looked at')
    .option('--repair', 'mend what does not fit together in the data folder; reads all that is stored')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command);
  return command.action(check);
}

async function check(
  songs: readonly string[],
  { json = false, repair = false, ...settings }: Flags,
): Promise<void> {
  const config = configured(settings);
  const findings: readonly Finding[] = [
    config instanceof PipelineError
      ? { what: 'settings', well: false, text: config.message }
      : {
          what: 'settings',
          well: true,
          text: `songs at once: ${config.concurrency}`,
        },
    ...checkPrograms(),
    ...(config instanceof PipelineError ? [] : await checkPlaces(config, songs, repair)),
  ];
  const printLine = (line: string): void => print(`${line}\n`);
  for (const finding of findings)
    printLine(json ? JSON.stringify({ type: 'finding', ...finding }) : lineOf(finding));
  const wrong = findings.filter(({ well }) => !well).length;
  if (!json)
    printLine(wrong === 0 ? 'All is well.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`);
  process.exitCode = wrong === 0 ? exitCodes.done : exitCodes.configuration;
}

function configured(settings: Readonly<Record<string, unknown>>): Config | PipelineError {
  try {
    return configOf(settings);
  } catch (error) {
    return PipelineError.from(error);
  }
}

const checkPlaces = async (
  config: Config,
  songs: readonly string[],
  repair: boolean,
): Promise<readonly Finding[]> => [
  checkSeparator(config),
  await checkScorer(config),
  ...(isCluster(config) ? await checkServers(config, repair) : await checkData(config, repair)),
  outFinding(config, songs),
  ...(await checkSongs(songs, config)),
];

const checkData = async (config: Config, repair: boolean): Promise<readonly Finding[]> => [
  checkFolder('data', config.data),
  ...(await checkState(config, { repair })),
];

async function checkServers(config: Config, repair: boolean): Promise<readonly Finding[]> {
  if (repair) refuse(['--repair mends a data folder, and here what is kept lies on servers: leave it out']);
  // Their libraries take their time to load.
  const { checkCluster } = await import('../check/checkCluster.js');
  return checkCluster(config);
}

function outFinding(config: Config, songs: readonly string[]): Finding {
  const text = overlapOf(config, songs);
  return text === undefined ? checkFolder('out', config.out) : { what: 'out', well: false, text };
}

const lineOf = ({ what, well, text }: Finding): string => {
  const lines = text.split('\n').map(printable);
  return `${well ? 'ok   ' : 'WRONG'} ${what.padEnd(10)} ${lines.join('\n                 ')}`;
};
