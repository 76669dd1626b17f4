import { Command } from 'commander';
import { errorAsTyped, programName } from '../commandLine.js';
import type { Config } from '../../config.js';
import { conditions, type Condition } from '../../domain/condition.js';
import { roles, type Role } from '../../domain/role.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes } from '../exitCodes.js';
import { refuse } from '../refuse.js';
import { besideData } from '../runtime/wiring/demo.js';
import { clipsById } from '../runtime/reading/clipsById.js';
import { drawRecipe } from '../runtime/rendering/drawRecipe.js';
import { findRecipe } from '../runtime/rendering/findRecipe.js';
import type { FoundRecipe } from '../runtime/rendering/foundRecipe.js';
import type { State } from '../runtime/wiring/openState.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { openTools } from '../runtime/wiring/openTools.js';
import { refuseFolder, refuseOverlap } from '../runtime/session/refuseFolder.js';
import { renderMashup } from '../runtime/rendering/renderMashup.js';
import { refuseWords } from '../words/refuseWords.js';
import { untilInterrupted } from '../untilInterrupted.js';
import { print } from '../text/print.js';

const help = `
Ids stand below the tables of \`run\` and \`watch\`, and end the names of result folders; the first few characters do. Another format or
muting gets a folder of its own. It works beside a run.

Example:
  ${programName()} render 2f186d55 --mute vocal --format wav`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly mute?: string;
  readonly condition?: string;
  readonly json?: boolean;
}

/** mashstream render: one mashup again, or one of any condition. */
export function renderCommand(): Command {
  const command = new Command('render')
    .summary('make the audio of one mashup again, or of one drawn at random')
    .description('Renders a ranked mashup or a training sample by its id, or draws one of a condition.')
    .argument('[id]', 'id of a mashup or a training sample, or its beginning')
    .option('--mute <parts>', `leave parts out of the mix: ${roles.join(', ')}, with commas`)
    .option('--condition <name>', `draw one instead: ${conditions.join(', ')}`)
    .option('--json', 'write a JSON line, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data', 'out', 'format', 'duck', 'seed', 'vocal', 'exclude']);
  return command.action(render);
}

async function render(id: string | undefined, flags: Flags): Promise<void> {
  const { mute, condition, json = false, ...settings } = flags;
  const config = besideData(configOf(settings), settings);
  const wanted = checked({ id, condition, mute });
  refuseOverlap(config, []);
  refuseFolder(config.out);
  const state = await waitForState(config, 'look');
  const tools = openTools({ ...config, separator: 'none' });
  try {
    const found = await find(state, config, wanted);
    const { out, format, duck } = config;
    const path = await untilInterrupted((signal) =>
      renderMashup(state, tools, { ...found, out, format, ducked: duck, muted: wanted.muted, signal }),
    );
    if (path === undefined) process.exitCode = exitCodes.interrupted;
    else if (json)
      print(
        `${JSON.stringify({ type: 'rendered', id: found.id, condition: found.mashup.condition, path })}\n`,
      );
    else print(`${path}\n`);
  } catch (error) {
    throw errorAsTyped(error, config);
  } finally {
    await tools.close();
    await state.close();
  }
}

interface Wanted {
  /** An id, or a condition of which one is drawn. */
  readonly which: { readonly id: string } | { readonly condition: Condition };
  readonly muted: readonly Role[];
}

interface Words {
  readonly id: string | undefined;
  readonly condition: string | undefined;
  readonly mute: string | undefined;
}

function checked({ id, condition, mute }: Words): Wanted {
  const problems: string[] = [];
  const words = (mute ?? '').split(',').flatMap((word) => word.trim() || []);
  const muted = roles.filter((role) => words.includes(role));
  const drawn = conditions.find((name) => name === condition);
  if ((id === undefined) === (condition === undefined)) problems.push('give either an id or --condition');
  if (condition !== undefined && !drawn)
    problems.push(`--condition: must be one of ${conditions.join(', ')} (given: ${condition})`);
  for (const word of words)
    if (!roles.some((role) => role === word)) problems.push(`--mute: ${word} is none of ${roles.join(', ')}`);
  if (muted.length === roles.length) problems.push('--mute: nothing would be left to hear');
  if (problems.length === 0 && id !== undefined) return { which: { id }, muted };
  if (problems.length === 0 && drawn) return { which: { condition: drawn }, muted };
  return refuse(problems);
}

async function find(state: State, config: Config, { which }: Wanted): Promise<FoundRecipe> {
  if ('id' in which) return findRecipe(state.log, which.id, config);
  await refuseWords(config, state.catalogue);
  const { seed, vocal, exclude } = config;
  return drawRecipe(await clipsById(state.catalogue), { ...which, seed, vocal, exclude });
}
