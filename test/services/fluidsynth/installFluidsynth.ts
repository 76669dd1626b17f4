import { installedSoundFonts } from '../../../src/cli/runtime/synthesizing/soundFonts.js';
import { aptInstall } from '../tools/aptInstall.js';
import { needTool, type Tool } from '../tools/needTool.js';

const fluidsynth: Tool = { program: 'fluidsynth', ask: ['--version'], least: [2, 2], debian: 'fluidsynth' };

/** Sees to it that scores can be played: the program, and sounds for it. Resolves to the sounds. Errors: `missing-program`, `not-found`. */
export async function installFluidsynth(): Promise<readonly string[]> {
  await needTool(fluidsynth);
  return installedSoundFonts().catch(async () => {
    await aptInstall('musescore-general-soundfont-small', () => true);
    return installedSoundFonts();
  });
}
