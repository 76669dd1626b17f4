import type { Seconds } from '../../domain/units.js';
import { beatsOfReading } from './beatsOfReading.js';
import type { GivenAnalysis } from '../regions/givenAnalysis.js';
import type { OnsetAttack } from '../onsets/onsetAttack.js';
import type { OnsetChannels } from '../onsets/onsetChannels.js';
import type { Rhythm } from './rhythm.js';
import { rhythmOfGiven } from './rhythmOfGiven.js';
import { rhythmOfTempo } from './rhythmOfTempo.js';
import { tempoChoice, type TempoChoice } from './tempoChoice.js';

/** Nothing to hold on to: beats at an even 120, not to be trusted. */
function unknown(duration: Seconds, given: GivenAnalysis): Rhythm {
  const bpm = given.bpm ?? 120;
  const count = Math.floor((duration * bpm) / 60) + 1;
  const beats = Array.from({ length: count }, (_, i) => (i * 60) / bpm);
  return { bpm, meter: null, beats, downbeats: [], beatConfidence: 0, downbeatConfidence: 0 };
}

/** Share of the onsets on the pulse from which on nothing is held against it. */
const firmFit = 0.42;

/** Do drums sound? Nothing else shows the beat so surely that it could correct a tempo told by hand. */
const struck = ({ channels }: OnsetChannels): boolean =>
  [channels.kick, channels.snare].some((channel) => channel.some((x) => x > 0));

const firstDownbeatOf = ({ firstDownbeat, downbeats }: GivenAnalysis): Seconds | undefined =>
  firstDownbeat ?? downbeats?.[0];

/** The rhythm of the likeliest reading, put right by the attacks. */
function heardRhythm({ best, confidence }: TempoChoice, { rate }: OnsetChannels, told: Told): Rhythm {
  const { given, attack } = told;
  const firstDownbeat = firstDownbeatOf(given);
  const found = beatsOfReading(best, rate, attack, { firstDownbeat });
  const tempoConfidence = given.bpm === undefined ? confidence : 1;
  // Onsets that do not keep to the pulse at all: no tempo is right.
  const steady = Math.min(1, Math.max(0, (best.fit - (firmFit - 0.3)) / 0.3));
  // Squared, because the evidence is counted as if its parts were independent: of 55 excerpts of known songs those with a
  // product under 0.63 were right every other time, those above always (docs/benchmarks.md).
  const beatConfidence = (found.beatConfidence * tempoConfidence * steady) ** 2;
  return {
    ...found,
    meter: best.fit + best.repetition < 0.25 && given.meter === undefined ? null : found.meter,
    beatConfidence,
    downbeatConfidence: firstDownbeat === undefined ? beatConfidence * found.downbeatConfidence : 1,
  };
}

interface Told {
  readonly attack: OnsetAttack;
  readonly given: GivenAnalysis;
}

/** Tempo, meter, beats and downbeats of a region from its onsets; `attack` times them finely; what is given wins. */
export function analyzeRhythm(onsets: OnsetChannels, attack: OnsetAttack, given: GivenAnalysis = {}): Rhythm {
  if (given.beats !== undefined && given.beats.length >= 2) return rhythmOfGiven(given.beats, given);
  const choice = tempoChoice(onsets, given);
  const heard = choice ? heardRhythm(choice, onsets, { attack, given }) : unknown(onsets.duration, given);
  const { bpm, meter } = given;
  if (bpm === undefined) return heard;
  const firstDownbeat = firstDownbeatOf(given);
  const told = (): Rhythm => rhythmOfTempo(onsets, { bpm, meter, firstDownbeat });
  if (firstDownbeat !== undefined) return struck(onsets) && heard.beatConfidence >= 0.5 ? heard : told();
  return struck(onsets) || (choice !== undefined && choice.best.fit >= firmFit) ? heard : told();
}
