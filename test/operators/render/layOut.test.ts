import { describe, expect, it } from 'vitest';
import type { Clip } from '../../../src/domain/clip.js';
import type { Part } from '../../../src/domain/mashup.js';
import type { Edges } from '../../../src/domain/music/edges.js';
import type { Stretch } from '../../../src/domain/music/stretch.js';
import type { Role } from '../../../src/domain/role.js';
import { layOut, type Layout } from '../../../src/operators/render/layOut.js';
import { clipOf } from '../../support/clips.js';

const part = (role: Role, clipId: string, changes: Partial<Part> = {}): Part => ({
  ...{ role, clipId, trackId: clipId, shift: 0, warp: role !== 'vocal', stretch: 1, offset: 0 },
  ...changes,
});

interface Sung {
  readonly edges?: Edges;
  readonly sung?: readonly Stretch[];
  /** Where the region of the other clip ends. */
  readonly end?: number;
}

/** Four bars of the voice from 1 s to 9 s (0.5 s a beat), over another clip at 100 bpm. */
function layout({ edges, sung = [], end = 40 }: Sung = {}): Layout {
  const voice = { sungShare: 1, leak: -20, drumAgreement: 0, range: null };
  const clips: Record<string, Clip> = {
    seed: {
      ...clipOf('seed', { bpm: 120 }),
      voice: { ...voice, sung: sung.map(([from, to]) => [from, to]) },
    },
    other: { ...clipOf('other', { bpm: 100 }), region: { start: 0, duration: end } },
  };
  const parts = [part('vocal', 'seed'), part('harmonic', 'other')];
  const recipe = { seedClipId: 'seed', condition: 'matched' as const, bars: 4, parts };
  return layOut({ recipe, voice: edges, clipOf: (clipId) => clips[clipId] });
}

const pickUp: Edges = { in: [0.2, 0.215], out: [9.05, 9.3] };
const ringOut: Edges = { in: [0.97, 0.985], out: [10.2, 10.45] };
const rounded = (times: readonly number[] | undefined): readonly number[] | undefined =>
  times?.map((time) => Number(time.toFixed(6)));

describe('layOut', () => {
  it('begins a moment before the first downbeat where the voice has no pick-up', () => {
    const { firstDownbeat, duration, edges } = layout();
    expect(rounded([firstDownbeat, duration])).toEqual([0.03, 8.33]);
    expect(rounded(edges.vocal?.in)).toEqual([0, 0.015]);
    expect(rounded(edges.harmonic?.in)).toEqual([0, 0.015]);
    expect(rounded(edges.harmonic?.out)).toEqual([8.08, 8.33]);
  });

  it('a pick-up comes before the first downbeat, and the accompaniment with it', () => {
    const { firstDownbeat, edges, placementOf } = layout({ edges: pickUp });
    expect(firstDownbeat).toBeCloseTo(0.8, 9);
    expect(rounded(edges.vocal?.in)).toEqual([0, 0.015]);
    expect(rounded(edges.harmonic?.in)).toEqual([0.77, 0.785]);
    for (const role of ['vocal', 'harmonic'] as const) {
      const { timeMap } = placementOf(part(role, role === 'vocal' ? 'seed' : 'other'));
      expect(timeMap[0][1]).toBeCloseTo(0.8, 9);
    }
  });

  it('the accompaniment fades from the last downbeat on while the last word rings out', () => {
    const { duration, edges, placementOf } = layout({ edges: ringOut });
    expect(duration).toBeCloseTo(0.03 + 8 + 1.45, 9);
    expect(rounded(edges.harmonic?.out)).toEqual(rounded([8.08, duration]));
    expect(rounded(edges.vocal?.out)).toEqual(rounded([duration - 0.25, duration]));
    expect(placementOf(part('harmonic', 'other')).duration).toBeCloseTo(duration, 9);
  });

  it('what ends earlier than the files fades by its own end', () => {
    // Its four bars last 9.6 s from 1 s on; half a second of it is left, 0.42 s at the tempo of the voice.
    expect(rounded(layout({ edges: ringOut, end: 11.1 }).edges.harmonic?.out)).toEqual(
      rounded([8.08, 8.03 + 0.5 / 1.2]),
    );
    expect(rounded(layout({ end: 10.6 }).edges.harmonic?.out)).toEqual([8.015, 8.03]);
  });

  it('a part begins with its own bar and plays in its own time', () => {
    const starts = { vocal: 3, harmonic: 2, percussion: 2 };
    const seed: Clip = { ...clipOf('seed', { bpm: 120 }), bars: 12, starts };
    const slow: Clip = { ...clipOf('slow', { bpm: 60 }), bars: 12, starts };
    const parts = [
      part('vocal', 'seed', { startBar: 3 }),
      part('harmonic', 'slow', { startBar: 2, beatRatio: 2 }),
    ];
    const recipe = { seedClipId: 'seed', condition: 'matched' as const, bars: 4, parts };
    const { placementOf } = layOut({ recipe, clipOf: (id) => (id === 'seed' ? seed : slow) });
    // Bars of the voice last 2 s, those of the other 4; both clips begin at 1 s.
    const [voice, other] = parts.map((each) => placementOf(each).timeMap);
    expect(rounded(voice[0])).toEqual([1 + 3 * 2, 0.03]);
    expect([rounded(other[0]), rounded(other[1]), other.length]).toEqual([
      [1 + 2 * 4, 0.03],
      [1 + 2 * 4 + 0.5, 0.53],
      17,
    ]);
    // It lasts as long as at its own speed: two of its bars fill four of the voice's.
    expect(other[16][0] - other[0][0]).toBe(8);
  });

  it('tells when the voice sings: of what is heard alone, pick-up and ring-out from end to end', () => {
    const sung: readonly Stretch[] = [
      [0.1, 1.5],
      [2, 7],
      [8.5, 9.1],
      [12, 14],
    ];
    const first = layout({ edges: pickUp, sung }).sung;
    expect(first?.map(rounded)).toEqual([
      [0, 1.3],
      [1.8, 6.8],
      [8.3, 8.9],
    ]);
    const last = layout({ edges: ringOut, sung }).sung;
    expect(last?.map(rounded)).toEqual([
      [0, 0.53],
      [1.03, 6.03],
      [7.53, 9.23],
    ]);
    // A phrase that began before the first line and one that goes on after the last are left out.
    const without: Edges = { in: [1.5, 1.6], out: [8.45, 8.5] };
    expect(layout({ edges: without, sung }).sung?.map(rounded)).toEqual([[1.03, 6.03]]);
  });
});
