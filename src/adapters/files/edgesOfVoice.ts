import { voiceEdges } from '../../audio/mix/voiceEdges.js';
import { monoMix } from '../../audio/signal/monoMix.js';
import { sungFrames } from '../../audio/voice/sungFrames.js';
import { sungPhrases } from '../../audio/voice/sungPhrases.js';
import { sungStretches } from '../../audio/voice/sungStretches.js';
import { voiceBreaks } from '../../audio/voice/voiceBreaks.js';
import type { Edges } from '../../domain/music/edges.js';
import type { EdgesJob } from '../../ports/mixer.js';
import { readWav } from './readWav.js';

/** The work of a Mixer: reads a voice and finds where it can come in and go out. Errors: those of reading. */
export async function edgesOfVoice({ voice, sung, lines }: EdgesJob): Promise<Edges> {
  const audio = await readWav(voice);
  const { sampleRate } = audio;
  const signal = monoMix(audio);
  const duration = signal.length / sampleRate;
  const breaks = voiceBreaks(signal, sampleRate);
  // Clips of earlier versions do not tell where they are sung.
  const stretches = sung ?? sungStretches(sungFrames({ vocals: signal }, sampleRate), sampleRate);
  return voiceEdges({ phrases: sungPhrases(stretches, breaks, duration), breaks, duration }, lines);
}
