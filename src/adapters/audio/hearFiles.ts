import { keyVote } from '../../audio/key/keyVote.js';
import type { KeyVote } from '../../domain/music/tonality.js';
import type { StemName } from '../../domain/role.js';
import { readLow } from './readLow.js';

type Sources = Readonly<Partial<Record<StemName | 'mix', string>>>;

/** What a stretch of music says of its key, from WAV files of its stems, or of its mix. */
export async function hearFiles(sources: Sources): Promise<KeyVote> {
  const signals: Partial<Record<StemName | 'mix', Float32Array>> = {};
  let rate = 1;
  for (const [name, path] of Object.entries(sources)) {
    const low = await readLow([path]);
    signals[name as StemName | 'mix'] = low.signal; // keys of Sources
    rate = low.rate;
  }
  return keyVote(signals, rate);
}
