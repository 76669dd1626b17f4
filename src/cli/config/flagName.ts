/** The flag of a setting: `clipsPerTrack` is `--clips-per-track`. */
export const flagName = (field: string): string =>
  `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
