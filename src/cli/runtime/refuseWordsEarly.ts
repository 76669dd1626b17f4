import { refuseWords } from '../words/refuseWords.js';
import type { Session } from './session.js';

/** Where all songs are known already, refuses words of --vocal and --exclude that match none of them, before any work: `bad-config`. */
export async function refuseWordsEarly({ config, state }: Session, keys: readonly string[]): Promise<void> {
  const [{ lag }] = await state.log.lag('ingest', ['tracks']);
  if (lag === 0) await refuseWords(config, state.catalogue, keys);
}
