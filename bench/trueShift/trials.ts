import { keyVote, type KeySources } from '../../src/audio/key/keyVote.js';
import { songKey } from '../../src/audio/key/songKey.js';
import { sampleRate } from '../../src/domain/audio.js';
import type { Key } from '../../src/domain/music/key.js';
import { randomFrom } from '../../src/domain/random.js';
import type { Seconds, Semitones } from '../../src/domain/units.js';
import type { Keyed } from '../../src/mashability/conditions/matchRule.js';
import { prepareStem, type PreparedStem } from '../../src/mashability/features/prepareStem.js';
import { ruleFeatures } from '../../src/mashability/features/ruleFeatures.js';
import { partsOf, type PartOptions, type StemPath } from './movedParts.js';

/** Music whose voice and harmony belong together. */
export interface Piece {
  /** Its own. */
  readonly name: string;
  /** What it is a part of: intervals are by songs. */
  readonly song: string;
  /** The beats of each of its units, seconds. */
  readonly units: readonly (readonly Seconds[])[];
}

/** One voice with its own harmony, which is not where it belongs. */
export interface Trial {
  readonly song: string;
  /** The shift that brings the harmony back under its voice, −6 … 5. */
  readonly truth: Semitones;
  readonly voice: PreparedStem;
  readonly harmony: PreparedStem;
  /** Keys as the analysis finds them. The voice's song holds the very harmony that is looked for; the voice alone does not. */
  readonly keys: { readonly song: Keyed; readonly voiceAlone: Keyed; readonly harmony: Keyed };
}

export interface TrialOptions extends PartOptions {
  readonly stemPath: StemPath;
  /** Moves of each piece's harmony. */
  readonly moves: number;
  /** The voice is moved as well, by a random −6 … 5 of its own. */
  readonly voiceToo: boolean;
}

const keyOf = (sources: KeySources): Keyed => songKey([keyVote(sources, sampleRate)]);

const raised = ({ tonic, mode }: Key, shift: Semitones): Key => ({ tonic: (tonic + shift + 12) % 12, mode });

/** What is known of a song's key when it is played higher. */
const raisedKeys = ({ key, keyAlternatives = [] }: Keyed, shift: Semitones): Keyed => ({
  key: raised(key, shift),
  keyAlternatives: keyAlternatives.map((other) => ({ ...other, key: raised(other.key, shift) })),
});

/** The trials of a piece: some moves of all its units. */
export async function trialsOf(
  { name, song, units }: Piece,
  { stemPath, moves, voiceToo, ...options }: TrialOptions,
): Promise<readonly Trial[]> {
  const { voice, harmony } = await partsOf(name, stemPath, options);
  const ofSong = keyOf({ vocals: voice.signal, other: harmony.signal });
  const [ofHarmony, ofVoice] = [randomFrom('true shift', name), randomFrom('true shift, voice', name)];
  const trials: Trial[] = [];
  for (let move = 0; move < moves; move += 1) {
    const [down, up] = [ofHarmony.int(12) - 6, voiceToo ? ofVoice.int(12) - 6 : 0];
    const [sung, played] = [await voice.moved(up), await harmony.moved(down)];
    const keys = {
      song: raisedKeys(ofSong, up),
      voiceAlone: keyOf({ vocals: sung }),
      harmony: keyOf({ other: played }),
    };
    const truth = ((up - down + 18) % 12) - 6;
    for (const beats of units) {
      const stem = (signal: Float32Array): PreparedStem => prepareStem(ruleFeatures(signal, beats));
      trials.push({ song, truth, voice: stem(sung), harmony: stem(played), keys });
    }
  }
  return trials;
}
