import { inputVersions } from '../../../domain/learning/inputVersions.js';
import type { Semitones } from '../../../domain/units.js';
import type { Projections } from '../../../ports/projections.js';
import { ofHeardBytes, toHeardBytes } from './heardBytes.js';
import { stemName, type GridStem } from './gridStem.js';
import type { HeardStem } from './mixNetwork.js';

/** Has a network hear a stem at some shifts; in their order. */
export type Hear = (stem: GridStem, shifts: readonly Semitones[]) => Promise<readonly HeardStem[]>;

/** Where what was heard is kept for others. */
export interface HeardPlace {
  readonly projections: Projections;
  /** Names what hears alike: a model's version. */
  readonly model: string;
}

/** Hears what was not stored by anybody, all shifts at once, and stores it. */
export function storedHearing(hear: Hear, { projections, model }: HeardPlace): Hear {
  return async (stem, shifts) => {
    const places = shifts.map((shift) => ({
      ...{ clipId: stem.clip.clipId, model },
      variant: `${stemName(stem)} ${shift} mel${inputVersions.mel} semitones${inputVersions.semitones}`,
    }));
    const found = await Promise.all(places.map((place) => projections.find(place)));
    const heard = new Map(shifts.map((shift, i) => [shift, found[i] && ofHeardBytes(found[i])]));
    const missing = shifts.filter((shift) => !heard.get(shift));
    const made = missing.length > 0 ? await hear(stem, missing) : [];
    missing.forEach((shift, i) => {
      heard.set(shift, made[i]);
      projections.keep(places[shifts.indexOf(shift)], toHeardBytes(made[i]));
    });
    return shifts.flatMap((shift) => heard.get(shift) ?? []);
  };
}
