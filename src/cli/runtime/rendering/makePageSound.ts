import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readWav } from '../../../adapters/files/readWav.js';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { waveformPeaks } from '../../../audio/signal/waveformPeaks.js';
import { roles, type Role } from '../../../domain/role.js';
import type { Decoder, Encoder } from '../../../ports/decoder.js';
import type { Workspace, Workspaces } from '../../../ports/workspace.js';
import { clearHalves } from '../../out/clearHalves.js';
import type { PageSound } from '../../out/page/pageEntry.js';
import { scriptName } from '../../out/page/pageEntryOf.js';
import { readMade, type Made } from '../../out/readMade.js';
import { pageBitrate } from './pageBitrate.js';

export interface PageTools {
  readonly decoder: Decoder;
  readonly encoder: Encoder;
  readonly workspaces: Workspaces;
}

/** Points of a waveform. */
const points = 400;

/**
 * Makes what index.html plays of a rendered mashup, unless it is there: the script with its stems in its folder and, in its mashup.json, their
 * waveforms. The files of the stems may be of any format that is rendered.
 */
export async function makePageSound(tools: PageTools, folder: string, signal?: AbortSignal): Promise<void> {
  const made = await readMade(folder);
  if (!made || (made.page && existsSync(join(folder, scriptName)))) return;
  const workspace = await tools.workspaces.open('page');
  await make({ tools, workspace, folder, made }, signal).finally(() => workspace.dispose());
}

interface Work {
  readonly tools: PageTools;
  readonly workspace: Workspace;
  readonly folder: string;
  readonly made: Made;
}

async function make({ tools, workspace, folder, made }: Work, signal?: AbortSignal): Promise<void> {
  const files = roles.flatMap((role) =>
    role in made.files ? [[role, join(folder, made.files[role])] as const] : [],
  );
  const bitrate = pageBitrate(made.duration, files.length);
  const peaks: Record<string, string> = {};
  const stems: Partial<Record<Role, string>> = {};
  for (const [role, file] of files) {
    const [wav, mp3] = [workspace.path(`${role}.wav`), workspace.path(`${role}.mp3`)];
    await tools.decoder.decode({ uri: file, output: wav, maxDuration: made.duration + 1 }, signal);
    peaks[role] = bytesOf(waveformPeaks((await readWav(wav)).channels, points));
    await tools.encoder.encode({ input: wav, output: mp3, format: 'mp3', bitrate }, signal);
    stems[role] = (await readFile(mp3)).toString('base64');
  }
  const sound: PageSound = { schema: 1, stems };
  await write(join(folder, scriptName), `mashstreamPage(${JSON.stringify(sound)});\n`);
  // Last, because it says that the script is there.
  await tell(join(folder, 'mashup.json'), { schema: 1, peaks });
  for (const name of [scriptName, 'mashup.json']) await clearHalves(folder, name);
}

async function tell(path: string, page: NonNullable<Made['page']>): Promise<void> {
  const facts = z.looseObject({}).parse(JSON.parse(await readFile(path, 'utf8')));
  await write(path, `${JSON.stringify({ ...facts, page }, null, 2)}\n`);
}

const write = (path: string, text: string): Promise<void> =>
  replaceFile(path, (aside) => writeFile(aside, text));

/** Linear samples as bytes, base64. */
const bytesOf = (peaks: Float32Array): string =>
  Buffer.from(peaks.map((peak) => Math.round(255 * Math.min(1, peak)))).toString('base64');
