import { inputVersions } from './inputVersions.js';
import { mixInputs, type MixInput } from './mixTraining.js';

const heard = {
  mel: ['mel'],
  semitones: ['semitones'],
  both: ['mel', 'semitones'],
} as const satisfies Readonly<Record<MixInput, readonly (keyof typeof inputVersions)[]>>;

/** Spectrograms that a network hears of each part, as channels of its input. */
export const inputChannels = (input: MixInput = 'mel'): number => heard[input].length;

/** What the record of a model says of its input. */
export const versionsOf = (input: MixInput = 'mel'): Readonly<Record<string, string>> =>
  Object.fromEntries(heard[input].map((name) => [name, inputVersions[name]]));

/** The input of a model by its record; undefined where that names none of these. */
export function inputOf(inputs: Readonly<Record<string, string>>): MixInput | undefined {
  const names = Object.keys(inputs).toSorted().join(' ');
  return mixInputs.find((input) => heard[input].toSorted().join(' ') === names);
}
