import { startProgram } from './startProgram.js';

/** The table of the best mashups of a data folder as a person sees it: a line of JSON. */
export async function watchBest(folder: string, data: string): Promise<string> {
  const watch = ['watch', '--best', '--once', '--json', '--top', '50', '--data', data];
  const { code, stdout, stderr } = await startProgram(watch, { cwd: folder }).ended;
  return code === 0 ? stdout : `exit code ${code ?? 'none'}: ${stderr}`;
}
