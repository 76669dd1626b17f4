import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { featureStore } from '../../src/adapters/features/featureStore.js';
import { evaluatedClips } from '../../src/cli/runtime/evaluating/evaluatedClips.js';
import { print, printError } from '../../src/cli/text/print.js';
import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { packageFolder } from '../../src/packageFolder.js';
import { panelOf, type Panel } from './panelOf.js';

const file = join(packageFolder, 'src/mashability/fit/panel.ts');

const textOf = ({ harmony, voice, drums }: Panel): string => `/**
 * What the parts of a fixed panel of compositions have in common: rendered windows of the scores of freedoom (BSD 3-clause) and of helland (CC BY 4.0), those
 * that mashstream synthesize counts among the training data. Made by \`npx tsx scripts/fitPanel/makeFitPanel.ts\`, not by hand.
 */
export const panel: Readonly<Record<'harmony' | 'voice' | 'drums', readonly number[]>> = {
  /** [12]: mean of what is steady in the harmonies (fitStem.ts), the relative major moved to C. */
  harmony: ${JSON.stringify(harmony)},
  /** [12]: the same of the voices. */
  voice: ${JSON.stringify(voice)},
  /** [48]: mean strokes of the drums over four beats. */
  drums: ${JSON.stringify(drums)},
};
`;

/**
 * Makes the panel of the scorer fit anew from a data folder in which the windows of mashstream synthesize were indexed:
 * npx tsx scripts/fitPanel/makeFitPanel.ts evaluation
 */
async function make(data: string): Promise<void> {
  const state = openState(data, 'look');
  try {
    const stems = featureStore(state.blobs);
    const { clips } = await evaluatedClips(state.catalogue, stems, 'train');
    const whole = clips.filter(
      ({ clip: { supplies } }) => supplies.vocal && supplies.harmonic && supplies.percussion,
    );
    const parts = await Promise.all(
      whole.map(async ({ clip }) => ({
        key: clip.key,
        vocal: await stems.stem(clip, 'vocal'),
        harmonic: await stems.stem(clip, 'harmonic'),
        percussion: await stems.stem(clip, 'percussion'),
      })),
    );
    const text = await format(textOf(panelOf(parts)), { ...(await resolveConfig(file)), filepath: file });
    await writeFile(file, text);
    print(
      `${parts.length} clips of ${new Set(whole.map((each) => each.composition)).size} compositions: ${file}\n`,
    );
  } finally {
    await state.close();
  }
}

const data = process.argv.at(2);
if (data === undefined) {
  printError('Name the data folder of the rendered windows.\n');
  process.exitCode = 1;
} else await make(data);
