import type { Clip } from '../../../../src/domain/clip.js';

/** The ids of clips, in their order. */
export const ids = (clips: readonly Clip[]): string[] => clips.map((clip) => clip.clipId);
