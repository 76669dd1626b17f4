/** Where the stages of one track begin and end in its whole work: separation is nearly all of it. */
const shares: Readonly<Record<string, readonly [begin: number, end: number]>> = {
  identify: [0, 0.01],
  decode: [0.01, 0.03],
  reload: [0.01, 0.85],
  separate: [0.03, 0.85],
  cut: [0.03, 0.85],
  analyze: [0.85, 0.99],
  index: [0.99, 1],
};

/** Share of a track's work (0 … 1) that is done at `fraction` of a stage; a stage by itself is the whole work. */
export function shareDone(stage: string, fraction: number): number {
  const [begin, end] = stage in shares ? shares[stage] : [0, 1];
  return begin + (end - begin) * Math.min(1, Math.max(0, fraction));
}
