import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { voiceEdges } from '../../../src/audio/mix/voiceEdges.js';
import type { Edges } from '../../../src/domain/music/edges.js';
import type { Stretch } from '../../../src/domain/music/stretch.js';

/** Bars of two seconds from 10 s to 42 s in an audio of 50 s. */
const lines = { first: 10, last: 42, bar: 2 };
const edges = (phrases: readonly Stretch[], breaks: readonly Stretch[] = []): Edges =>
  voiceEdges({ phrases, breaks, duration: 50 }, lines);

describe('voiceEdges', () => {
  it('a voice that rests at both lines comes in just before the first and ends just after the last', () => {
    const { in: comes, out } = edges([
      [4, 9],
      [12, 40],
      [44, 46],
    ]);
    expect(comes[0]).toBeCloseTo(9.97, 9);
    expect(comes[1]).toBeCloseTo(9.985, 9);
    expect(out[0]).toBeCloseTo(42.05, 9);
    expect(out[1]).toBeCloseTo(42.3, 9);
  });

  it('a pick-up of up to a bar comes along, with the breath before it', () => {
    expect(edges([[8.4, 13]]).in[0]).toBeCloseTo(8.3, 9);
    expect(edges([[9.95, 13]]).in[0]).toBeCloseTo(9.85, 9);
    const after = edges([
      [5, 8.35],
      [8.4, 13],
    ]);
    expect(after.in[0]).toBeCloseTo(8.35, 9);
  });

  it('the end of a phrase that began more than a bar before is left out', () => {
    const { in: comes } = edges([
      [7, 11],
      [11.5, 20],
    ]);
    expect(comes[0]).toBe(11);
  });

  it('the last word rings out for up to a bar, but not into the next phrase', () => {
    expect(edges([[38, 43.5]]).out).toEqual([43.5, 43.75]);
    const before = edges([
      [38, 43.5],
      [43.6, 47],
    ]);
    expect(before.out[1]).toBe(43.6);
  });

  it('a phrase that begins with the last line, or less than a bar before it, is left out', () => {
    expect(edges([[42, 47]]).out[1]).toBe(42);
    expect(edges([[41, 47]]).out[1]).toBe(41);
    expect(edges([[42.1, 47]]).out[1]).toBe(42.1);
  });

  it('a phrase longer than a bar on both sides is cut between notes', () => {
    const breaks: readonly Stretch[] = [
      [8.5, 8.6],
      [9.2, 9.4],
      [10.3, 10.5],
      [41, 41.2],
      [42.5, 42.7],
    ];
    const { in: comes, out } = edges([[4, 46]], breaks);
    expect(comes[0]).toBeCloseTo(9.35, 9);
    expect(comes[1]).toBe(9.4);
    expect(out).toEqual([42.5, 42.7]);
    const late = edges([[4, 46]], [breaks[2], breaks[3]]);
    expect([late.in[1], late.out[0]]).toEqual([10.5, 41]);
  });

  it('and at the lines where it has no break', () => {
    const { in: comes, out } = edges([[4, 46]]);
    expect(comes[0]).toBeCloseTo(9.97, 9);
    expect(out).toEqual([42, 42.25]);
  });

  it('what touches the ends of the audio may be longer', () => {
    const { in: comes, out } = voiceEdges(
      { phrases: [[0, 42.5]], breaks: [], duration: 42.51 },
      { ...lines, first: 1 },
    );
    expect(comes[0]).toBeCloseTo(0.97, 9);
    expect(out).toEqual([42, 42.25]);
  });

  it('always keeps all but a bar at either end, and takes no more than a bar besides', () => {
    const stretches = fc
      .uniqueArray(fc.integer({ min: 0, max: 499 }), { maxLength: 30 })
      .map((tenths) => tenths.sort((a, b) => a - b).map((tenth) => tenth / 10))
      .map((times): Stretch[] =>
        times.flatMap((from, i) => (i % 2 === 0 && i + 1 < times.length ? [[from, times[i + 1]]] : [])),
      );
    fc.assert(
      fc.property(stretches, stretches, (phrases, breaks) => {
        const { in: comes, out } = edges(phrases, breaks);
        const ordered = comes[0] < comes[1] && out[0] < out[1] && comes[1] < out[0];
        return ordered && comes[0] >= 7.9 - 1e-9 && comes[0] <= 12 && out[1] <= 44.25 + 1e-9 && out[1] >= 40;
      }),
    );
  });
});
