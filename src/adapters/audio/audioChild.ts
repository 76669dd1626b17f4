import { monoMix } from '../../audio/signal/monoMix.js';
import { vocalShare } from '../../audio/voice/vocalShare.js';
import type { Edges } from '../../domain/music/edges.js';
import type { Given } from '../../domain/track.js';
import type { Analyzed, AnalyzeJob, PlannedRegion } from '../../ports/analyzer.js';
import type { EdgesJob, MixJob, MixReport } from '../../ports/mixer.js';
import { edgesOfVoice } from '../files/edgesOfVoice.js';
import { readWav } from '../files/readWav.js';
import { serveJobs } from '../process/serveJobs.js';
import { analyzeFiles } from './analyzeFiles.js';
import { mixFiles } from '../files/mixFiles.js';
import { hearFiles } from './hearFiles.js';
import { planFiles } from './planFiles.js';

/** Paths of the WAV files of a vocals stem and its mix. */
export interface VoiceJob {
  readonly vocals: string;
  readonly mix: string;
}

/** Paths of WAV files that are summed, and what is known of the music. */
export interface PlanJob {
  readonly files: readonly string[];
  readonly known: Pick<Given, 'bpm' | 'meter'>;
}

async function voice({ vocals, mix }: VoiceJob): Promise<number> {
  const [a, b] = [await readWav(vocals), await readWav(mix)];
  return vocalShare(monoMix(a), monoMix(b), a.sampleRate);
}

const handlers = {
  plan: ({ files, known }: PlanJob): Promise<readonly PlannedRegion[]> => planFiles(files, known),
  key: hearFiles,
  voice,
  analyze: (job: AnalyzeJob): Promise<Analyzed> => analyzeFiles(job),
  edges: (job: EdgesJob): Promise<Edges> => edgesOfVoice(job),
  mix: (job: MixJob): Promise<MixReport> => mixFiles(job),
};
export type AudioHandlers = typeof handlers;

serveJobs(handlers);
