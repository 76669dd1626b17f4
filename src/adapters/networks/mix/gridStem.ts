import { stemRefs, type Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import type { Seconds } from '../../../domain/units.js';

/** A clip's stem on a grid of beats. */
export interface GridStem {
  readonly clip: Clip;
  readonly role: Role;
  readonly beats: readonly Seconds[];
}

/** Names the sound of a clip's role: a blob's key holds its content's hash. */
export const soundName = ({ clip, role }: Pick<GridStem, 'clip' | 'role'>): string =>
  `${role} ${stemRefs(clip, role)
    .map(({ key }) => key)
    .join(' ')}`;

/** Names the sound and the grid on which it is heard. */
export const stemName = (stem: GridStem): string => `${soundName(stem)} ${stem.beats.join(' ')}`;
