import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions, type Condition } from '../../../src/domain/condition.js';
import { relativeMajor, type Key } from '../../../src/domain/music/key.js';
import { randomFrom } from '../../../src/domain/random.js';
import type { ClipFacts } from '../../../src/mashability/conditions/clipFacts.js';
import { drawTriple } from '../../../src/mashability/conditions/drawTriple.js';
import { catalogues, facts } from './facts.js';

type Triple = NonNullable<ReturnType<typeof drawTriple>>;

/** Every triple that a random catalogue gives for a condition, with its clips; says how many there were. */
function everyDrawn(
  condition: Condition,
  check: (
    parts: Triple,
    clips: readonly [seed: ClipFacts, harmonic: ClipFacts, percussion: ClipFacts],
  ) => void,
): number {
  let drawn = 0;
  fc.assert(
    fc.property(catalogues, fc.string(), (catalogue, name) => {
      for (const seed of catalogue) {
        const parts = drawTriple(condition, seed, catalogue, randomFrom(name, seed.clipId));
        if (!parts) continue;
        drawn++;
        const clip = (i: 1 | 2) =>
          catalogue.find(({ clipId }) => clipId === parts[i].clipId) ?? facts('missing');
        check(parts, [seed, clip(1), clip(2)]);
      }
    }),
    { numRuns: 300 },
  );
  return drawn;
}

const semitonesApart = (a: Key, b: Key): number => {
  const up = (relativeMajor(a) - relativeMajor(b) + 12) % 12;
  return Math.min(up, 12 - up);
};
const ratio = (seed: ClipFacts, clip: ClipFacts): number => seed.grid.bpm / clip.grid.bpm;
const tempoFits = (seed: ClipFacts, clip: ClipFacts): boolean =>
  ratio(seed, clip) >= 0.8 && ratio(seed, clip) <= 1.2;
const tempoDiffers = (seed: ClipFacts, clip: ClipFacts): boolean =>
  [1 / 3, 1 / 2, 1, 2, 3].every((level) => Math.abs(clip.grid.bpm / (seed.grid.bpm * level) - 1) > 0.04);
const offBeat = (offset: number, clip: ClipFacts): number => {
  const beats = (offset * clip.grid.bpm) / 60;
  return Math.abs(beats - Math.round(beats));
};
/** Heard against the seed's key: 0 or 6 … by how much the harmonic part is off. */
const heardApart = ([, harmonic]: Triple, seed: ClipFacts, clip: ClipFacts): number => {
  const { tonic } = { tonic: relativeMajor(clip.key) + harmonic.shift };
  return (((tonic - relativeMajor(seed.key)) % 12) + 12) % 12;
};

describe('drawTriple', () => {
  it('gives in every condition the three roles, from trusted clips that have them, of one meter', () => {
    for (const condition of conditions)
      everyDrawn(condition, (parts, clips) => {
        expect(parts.map(({ role }) => role)).toEqual(['vocal', 'harmonic', 'percussion']);
        parts.forEach((part, i) => {
          expect(part).toMatchObject({ clipId: clips[i].clipId, trackId: clips[i].trackId });
          expect(clips[i].trusted && clips[i].supplies[part.role]).toBe(true);
          if (condition !== 'original') expect(clips[i].grid.meter).not.toBeNull();
          // Drums have no key.
          if (condition !== 'original' && i < 2) expect(clips[i].doubts).not.toContain('weak-key');
          expect(clips[i].grid.meter).toBe(clips[0].grid.meter);
        });
        expect(parts[0]).toMatchObject({ shift: 0, warp: false, stretch: 1, offset: 0 });
        expect(parts[2].shift).toBe(0);
        const related = clips
          .slice(1)
          .some(
            (clip) =>
              clip.trackId === clips[0].trackId ||
              (clip.source.artist !== undefined &&
                clip.source.artist !== '' &&
                clip.source.title !== undefined &&
                clip.source.artist === clips[0].source.artist &&
                clip.source.title === clips[0].source.title),
          );
        expect(related).toBe(condition === 'original');
      });
  });

  it('original: the seed’s own parts, untouched', () => {
    const drawn = everyDrawn('original', (parts) => {
      for (const part of parts)
        expect(part).toMatchObject({ clipId: parts[0].clipId, shift: 0, stretch: 1, offset: 0 });
    });
    expect(drawn).toBeGreaterThan(200);
  });

  it('matched: within the tempo and key rules, brought to the seed’s key, tempo and downbeats', () => {
    const drawn = everyDrawn('matched', (parts, [seed, harmonic, percussion]) => {
      expect(tempoFits(seed, harmonic) && tempoFits(seed, percussion)).toBe(true);
      expect(semitonesApart(seed.key, harmonic.key)).toBeLessThanOrEqual(3);
      expect(heardApart(parts, seed, harmonic)).toBe(0);
      expect(Math.abs(parts[1].shift)).toBeLessThanOrEqual(3);
      expect(parts[1]).toMatchObject({ warp: true, stretch: ratio(seed, harmonic), offset: 0 });
      expect(parts[2]).toMatchObject({ warp: true, stretch: ratio(seed, percussion), offset: 0 });
    });
    expect(drawn).toBeGreaterThan(200);
  });

  it('unmatched key: on the beat, in another key', () => {
    const drawn = everyDrawn('unmatched-key', (parts, [seed, harmonic, percussion]) => {
      expect(tempoFits(seed, harmonic) && tempoFits(seed, percussion)).toBe(true);
      expect(heardApart(parts, seed, harmonic)).not.toBe(0);
      expect(parts[1]).toMatchObject({ shift: 0, warp: true, stretch: ratio(seed, harmonic), offset: 0 });
      expect(parts[2]).toMatchObject({ warp: true, stretch: ratio(seed, percussion), offset: 0 });
    });
    expect(drawn).toBeGreaterThan(200);
  });

  const expectOffBeat = (parts: Triple, clips: readonly ClipFacts[]): void => {
    const moved = [1, 2].filter((i) => parts[i].offset !== 0);
    expect(moved).toHaveLength(1);
    const { offset } = parts[moved[0]];
    expect(Math.abs(offset)).toBeLessThanOrEqual(1);
    expect(offBeat(offset, clips[0])).toBeGreaterThan(1 / 8);
    expect(offBeat(offset, clips[moved[0]])).toBeGreaterThan(1 / 8);
    for (const i of [1, 2]) {
      expect(tempoDiffers(clips[0], clips[i])).toBe(true);
      expect(parts[i]).toMatchObject({ warp: false, stretch: 1 });
    }
  };

  it('unmatched tempo: in key, at another tempo at every level, one part off the beat', () => {
    const moved = new Set<number>();
    const drawn = everyDrawn('unmatched-tempo', (parts, clips) => {
      expectOffBeat(parts, clips);
      expect(heardApart(parts, clips[0], clips[1])).toBe(0);
      expect(Math.abs(parts[1].shift)).toBeLessThanOrEqual(3);
      moved.add(parts[1].offset === 0 ? 2 : 1);
    });
    expect(drawn).toBeGreaterThan(200);
    expect(moved.size).toBe(2);
  });

  it('unmatched key and tempo: neither, nothing adjusted', () => {
    const drawn = everyDrawn('unmatched-key-tempo', (parts, clips) => {
      expectOffBeat(parts, clips);
      expect(heardApart(parts, clips[0], clips[1])).not.toBe(0);
      expect(parts[1].shift).toBe(0);
    });
    expect(drawn).toBeGreaterThan(200);
  });

  it('draws the same for the same seed, in whatever order the clips came', () => {
    fc.assert(
      fc.property(catalogues, fc.string(), fc.constantFrom(...conditions), (catalogue, name, condition) => {
        const draw = (clips: readonly ClipFacts[]) =>
          drawTriple(condition, catalogue[0], clips, randomFrom(name));
        expect(draw([...catalogue].reverse())).toEqual(draw(catalogue));
      }),
    );
  });

  it('reaches every partner, harmonic and percussion from one song too', () => {
    const seed = facts('seed');
    const others = [facts('a'), facts('b'), facts('c')];
    const random = randomFrom('reach');
    const pairs = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const parts = drawTriple('matched', seed, [seed, ...others], random);
      pairs.add(`${parts?.[1].clipId} ${parts?.[2].clipId}`);
    }
    expect(pairs.size).toBe(9);
    expect(pairs).toContain('a a');
  });
});
