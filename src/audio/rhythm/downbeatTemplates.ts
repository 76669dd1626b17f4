import type { Meter } from '../../domain/music/grid.js';

/** Chance that a part sounds at each place of a bar. */
export interface DownbeatTemplate {
  readonly kick: readonly number[];
  /** Alternatives with what each costs (nepers): backbeat, half time. */
  readonly snare: readonly { readonly chance: readonly number[]; readonly cost: number }[];
  readonly bass: readonly number[];
}

/** Beats on which little is expected. */
const low = (beats: number): number[] => Array.from({ length: beats }, () => [0.15, 0.04, 0.08, 0.04]).flat();

/** Four beats of four places: rough shares seen in pop, rock and dance patterns (ours). */
const straight: DownbeatTemplate = {
  kick: [0.85, 0.04, 0.12, 0.2, 0.35, 0.05, 0.35, 0.15, 0.55, 0.08, 0.35, 0.15, 0.3, 0.06, 0.2, 0.08],
  snare: [
    {
      chance: [0.08, 0.04, 0.06, 0.06, 0.8, 0.05, 0.06, 0.1, 0.15, 0.08, 0.1, 0.08, 0.8, 0.06, 0.12, 0.12],
      cost: 0,
    },
    {
      chance: [0.05, 0.04, 0.06, 0.06, 0.1, 0.05, 0.06, 0.1, 0.8, 0.08, 0.1, 0.08, 0.1, 0.06, 0.12, 0.12],
      cost: 0.7,
    },
  ],
  bass: [0.85, 0.05, 0.15, 0.2, 0.35, 0.1, 0.35, 0.2, 0.55, 0.1, 0.3, 0.2, 0.35, 0.1, 0.3, 0.2],
};

/** Three beats of four places. */
const waltz: DownbeatTemplate = {
  kick: [0.85, 0.04, 0.1, 0.1, 0.15, 0.05, 0.15, 0.1, 0.2, 0.05, 0.15, 0.1],
  snare: [
    { chance: [0.08, 0.04, 0.06, 0.06, 0.6, 0.05, 0.1, 0.08, 0.7, 0.06, 0.12, 0.1], cost: 0 },
    { chance: [0.08, 0.04, 0.06, 0.06, 0.15, 0.05, 0.1, 0.08, 0.7, 0.06, 0.12, 0.1], cost: 0.5 },
  ],
  bass: [0.85, 0.05, 0.1, 0.1, 0.3, 0.1, 0.15, 0.15, 0.3, 0.1, 0.2, 0.15],
};

/** Six eighths of four places: two groups of three, the snare opening the second. */
const compound: DownbeatTemplate = {
  kick: [...[0.85, 0.04, 0.06, 0.04], ...low(2), ...[0.4, 0.04, 0.1, 0.04], ...low(2)],
  snare: [
    { chance: [...[0.08, 0.04, 0.06, 0.04], ...low(2), ...[0.8, 0.04, 0.06, 0.04], ...low(2)], cost: 0 },
  ],
  bass: [...[0.85, 0.04, 0.1, 0.04], ...low(2), ...[0.5, 0.04, 0.1, 0.04], ...low(2)],
};

/** Each beat's places (quarters) as thirds: on, first third, second third (where the swung half lies). */
const swung = (places: readonly number[]): number[] =>
  places.flatMap((_, i) =>
    i % 4 === 0 ? [places[i], places[i + 1], Math.max(places[i + 2], places[i + 3])] : [],
  );

const swing = (template: DownbeatTemplate): DownbeatTemplate => ({
  kick: swung(template.kick),
  snare: template.snare.map(({ chance, cost }) => ({ chance: swung(chance), cost })),
  bass: swung(template.bass),
});

/** What a bar of `meter` beats looks like when its beats fall into `parts` (4, or 3 for swing and compound metres). */
export function downbeatTemplate(meter: Meter, parts: 3 | 4): DownbeatTemplate {
  const base = { 3: waltz, 4: straight, 6: compound }[meter];
  return parts === 4 ? base : swing(base);
}
