import { mixMel } from '../../../audio/mel/mixMel.js';
import { nominalMixGains } from '../../../audio/mel/nominalMixGains.js';
import { inputChannels } from '../../../domain/learning/mixInputs.js';
import type { MixInput } from '../../../domain/learning/mixTraining.js';
import { melStep, rowSize } from '../../../model/training/mixClip.js';
import { melBands } from '../../../model/networks/mixBlocks.js';
import type { HeardParts, HeardStem } from '../../networks/mix/mixNetwork.js';
import type { NetworkSession } from '../network/networkSession.js';
import { logOdds } from './logOdds.js';

/** Mixes of a call. */
const together = 4;

/** The mel energy of each byte: log10(1 + 1e4 E) = byte · melStep. */
const energies = Float32Array.from({ length: 256 }, (_, byte) => (10 ** (byte * melStep) - 1) / 1e4);
const energyOf = (mel: HeardStem): Float32Array => Float32Array.from(mel, (byte) => energies[byte]);

/** Log-odds of all mixes of stems' log-mels, by PostMixNet: energies add up, at the gains of a render. */
export async function judgeMixes(
  session: NetworkSession,
  { vocal, harmonics, percussions }: HeardParts,
  input: MixInput,
): Promise<Float32Array> {
  const voice = energyOf(vocal);
  const drums = percussions.map(energyOf);
  const gains = [nominalMixGains.vocal, nominalMixGains.harmonic, nominalMixGains.percussion];
  const found = new Float32Array(harmonics.length * percussions.length);
  for (const [h, harmonic] of harmonics.entries()) {
    const harmony = energyOf(harmonic);
    for (let at = 0; at < drums.length; at += together) {
      const some = drums.slice(at, at + together);
      const values = new Float32Array(some.length * voice.length);
      for (const [i, drum] of some.entries())
        values.set(mixMel([voice, harmony, drum], gains), i * voice.length);
      const shape = [some.length, voice.length / rowSize(input), melBands, inputChannels(input)];
      const { posteriors } = await session.run({ mix: { shape, values } });
      found.set(logOdds(posteriors), h * drums.length + at);
    }
  }
  return found;
}
