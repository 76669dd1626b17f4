import { Command } from 'commander';
import { errorAsTyped, programName } from '../commandLine.js';
import { conditions } from '../../domain/condition.js';
import { roles } from '../../domain/role.js';
import { addSettings, collect } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes } from '../exitCodes.js';
import { besideData } from '../runtime/wiring/demo.js';
import { clipsById } from '../runtime/reading/clipsById.js';
import { drawRecipe } from '../runtime/rendering/drawRecipe.js';
import { findRecipe } from '../runtime/rendering/findRecipe.js';
import type { FoundRecipe } from '../runtime/rendering/foundRecipe.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { openTools } from '../runtime/wiring/openTools.js';
import { note } from '../note.js';
import type { ChosenFacts } from '../results/remarks/chosenFacts.js';
import { chosenLines } from '../results/remarks/chosenLines.js';
import { namedPair } from '../runtime/rendering/namedPair.js';
import { rerolled } from '../runtime/rendering/rerolled.js';
import type { Choosing } from '../runtime/rendering/withChoice.js';
import { refuseFolder, refuseOverlap } from '../runtime/session/refuseFolder.js';
import { showOnPage } from '../runtime/rendering/showOnPage.js';
import { renderMashup } from '../runtime/rendering/renderMashup.js';
import { refuseWords } from '../words/refuseWords.js';
import { renderWords, type Wanted } from '../words/renderWords.js';
import { untilInterrupted } from '../untilInterrupted.js';
import { print } from '../text/print.js';

const help = `
Ids stand below the tables of \`run\` and \`watch\`, and end the names of result folders; the first few characters do. Another format or
muting gets a folder of its own. It works beside a run.

A pair of songs by name (--vocal with --harmonic) is made whether it is ranked or not, at the shift and with the drums that the scorer likes
best within the rule, unless they are given; what is out of the rule is told. Where words name several songs, clips that can be trusted and
pairs within the rule come first, then the score decides. What is left out by --exclude is not named.

--reroll vocal, harmonic or percussion (two with a comma, vocal and harmonic not both) takes the best other songs for these parts; the rest
stays, and --lock says so. The result remembers, in mashup.json, the songs that were turned down for each part: with its id the next best
comes, and none comes twice. Under another voice the harmonic part is shifted anew.

Example:
  ${programName()} render 2f186d55 --mute vocal --format wav
  ${programName()} render --vocal sodium --harmonic caesium --shift -2
  ${programName()} render 2f186d55 --lock harmonic --reroll percussion`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly mute?: string;
  readonly condition?: string;
  readonly harmonic?: readonly string[];
  readonly percussion?: readonly string[];
  readonly shift?: string;
  readonly lock?: string;
  readonly reroll?: string;
  readonly json?: boolean;
}

/** mashstream render: one mashup again, one of any condition, or one of songs that are named. */
export function renderCommand(): Command {
  const parts = roles.join(', ');
  const command = new Command('render')
    .summary('make the audio of one mashup: again, of named songs, or drawn at random')
    .description(
      'Renders a ranked mashup or a training sample by its id, again or with parts chosen anew; a pair of songs by name; or one drawn of a condition.',
    )
    .argument('[id]', 'id of a mashup or a training sample, or its beginning')
    .option('--mute <parts>', `leave parts out of the mix: ${parts}, with commas`)
    .option('--harmonic <words>', 'with --vocal: the song that accompanies it, by words', collect)
    .option('--percussion <words>', 'with --harmonic: the song whose drums play', collect)
    .option('--shift <semitones>', 'with --harmonic: how far that is shifted, -6 to 6')
    .option('--reroll <parts>', `choose other songs for one or two parts of the mashup: ${parts}`)
    .option('--lock <parts>', 'the parts that stay with --reroll')
    .option('--condition <name>', `draw one instead: ${conditions.join(', ')}`)
    .option('--json', 'write a JSON line, for programs')
    .addHelpText('after', help);
  addSettings(command, [
    ...(['data', 'out', 'format', 'duck', 'seed', 'scorer', 'model', 'vocal', 'exclude'] as const),
    ...(['maxShift', 'maxStretch', 'useDoubtful'] as const),
  ]);
  return command.action(render);
}

async function render(id: string | undefined, flags: Flags): Promise<void> {
  const { mute, condition, harmonic, percussion, shift, lock, reroll, json = false, ...settings } = flags;
  const config = besideData(configOf(settings), settings);
  const words = { id, mute, condition, harmonic, percussion, shift, lock, reroll };
  const { wanted, muted } = renderWords({ ...words, hasVocal: config.vocal.length > 0 });
  refuseOverlap(config, []);
  refuseFolder(config.out);
  const state = await waitForState(config, 'look');
  const tools = openTools({ ...config, separator: 'none' });
  try {
    const { found, facts } = await find({ state, config }, wanted);
    if (facts && !json) for (const line of chosenLines(facts)) note(line, json);
    const { out, format, duck: ducked } = config;
    const path = await untilInterrupted(async (signal) => {
      const folder = await renderMashup(state, tools, { ...found, out, format, ducked, muted, signal });
      for (const problem of await showOnPage({ ...state, ...tools }, { out, folder, signal }))
        note(problem, json);
      return folder;
    });
    if (path === undefined) process.exitCode = exitCodes.interrupted;
    else if (json) print(`${JSON.stringify(answer(found, path, facts))}\n`);
    else print(`${path}\n`);
  } catch (error) {
    throw errorAsTyped(error, config);
  } finally {
    await tools.close();
    await state.close();
  }
}

const answer = ({ id, mashup: { condition } }: FoundRecipe, path: string, facts?: ChosenFacts): object => ({
  ...{ type: 'rendered', id, condition, path },
  ...facts,
});

async function find(
  choosing: Choosing,
  wanted: Wanted,
): Promise<{ readonly found: FoundRecipe; readonly facts?: ChosenFacts }> {
  const { state, config } = choosing;
  switch (wanted.kind) {
    case 'found':
      return { found: await findRecipe(state.log, wanted.id, config) };
    case 'rerolled':
      // Words of --vocal say which other voices are looked for.
      await refuseWords({ ...config, ...(!wanted.anew.includes('vocal') && { vocal: [] }) }, state.catalogue);
      return rerolled(choosing, wanted);
    case 'named':
      return namedPair(choosing, wanted);
    case 'drawn': {
      await refuseWords(config, state.catalogue);
      const { seed, vocal, exclude } = config;
      const { condition } = wanted;
      const found = drawRecipe(await clipsById(state.catalogue), { condition, seed, vocal, exclude });
      return { found };
    }
  }
}
