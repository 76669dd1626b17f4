import { sampleRate } from '../../domain/audio.js';
import type { Frames, Seconds } from '../../domain/units.js';

/** Samples from one point of a contour to the next: 5 ms. */
export const step: Frames = 220;

/** The point of a time. */
export const pointOf = (time: Seconds): number => Math.round((time * sampleRate) / step);
