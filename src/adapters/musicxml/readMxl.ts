import { strFromU8, unzipSync } from 'fflate';
import type { SungScore } from '../../domain/music/sungScore.js';
import { PipelineError } from '../../errors.js';
import { readMusicXml } from './readMusicXml.js';

/** No score is larger; what inflates to more is none. */
const largest = 64 * 2 ** 20;

/** Reads a compressed MusicXML file (.mxl). `name` is for messages. Error `unreadable`. */
export function readMxl(bytes: Uint8Array, name: string): SungScore {
  return readMusicXml(scoreIn(bytes, name), name);
}

function scoreIn(bytes: Uint8Array, name: string): string {
  const unreadable = (why: string): PipelineError =>
    new PipelineError(
      'unreadable',
      `Reading the MusicXML file ${JSON.stringify(name)}: ${why}. Leave it out.`,
    );
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: (file) =>
        /\.(xml|musicxml)$/i.test(file.name) &&
        !file.name.startsWith('META-INF/') &&
        file.originalSize <= largest,
    });
  } catch (cause) {
    throw unreadable(`it is no archive (${cause instanceof Error ? cause.message : String(cause)})`);
  }
  const [score] = Object.values(files);
  // An archive may hold nothing that matches.
  if ((score as Uint8Array | undefined) === undefined) throw unreadable('there is no score in it');
  return strFromU8(score);
}
