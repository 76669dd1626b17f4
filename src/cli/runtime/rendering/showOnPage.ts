import { basename } from 'node:path';
import { pageName, writePage } from '../../out/page/writePage.js';
import { makePageSound, type PageTools } from './makePageSound.js';
import { tryPage } from './tryPage.js';

export interface Place {
  /** The folder of results. */
  readonly out: string;
  /** That of a mashup in it. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Lets the page of results show and play a mashup that was just rendered; resolves to what went wrong, which undoes nothing. */
export async function showOnPage(
  tools: PageTools,
  { out, folder, signal }: Place,
): Promise<readonly string[]> {
  return [
    ...(await makePlayable(tools, folder, signal)),
    ...(await tryPage(`Writing ${pageName} in ${out}`, () => writePage(out, [folder]))),
  ];
}

/** Makes what the page plays of a mashup; resolves to what went wrong. Error `aborted`. */
export const makePlayable = (
  tools: PageTools,
  folder: string,
  signal: AbortSignal,
): Promise<readonly string[]> =>
  tryPage(`Making what ${pageName} plays of ${basename(folder)}`, () => makePageSound(tools, folder, signal));
