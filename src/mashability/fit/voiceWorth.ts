/** Share of the bars from which on a voice sings enough. */
const enough = 0.6;

/** What the singing of a clip counts for, 0 … 1, by the share of its bars in which somebody sings: a mashup lives of its voice. Ours. */
export const voiceWorth = (sungShare: number): number => Math.min(1, sungShare / enough);
