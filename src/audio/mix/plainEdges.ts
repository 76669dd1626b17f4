import type { BarLines, Edges } from '../../domain/music/edges.js';

/**
 * A part comes in so long before its first line that an attack on it is whole, and the fade before it over; it fades from the stroke on its last
 * line on.
 */
export const margins = { lead: 0.03, attack: 0.015, stroke: 0.05, tail: 0.3 } as const;

/** Edges without a pick-up and without anything that rings out. */
export const plainEdges = ({ first, last }: Pick<BarLines, 'first' | 'last'>): Edges => ({
  in: [first - margins.lead, first - margins.lead + margins.attack],
  out: [last + margins.stroke, last + margins.tail],
});
