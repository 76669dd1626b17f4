import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../../src/evaluation/bootstrap.js';
import { areaPlot } from '../../../../src/cli/results/plots/areaPlot.js';
import { rankPlot } from '../../../../src/cli/results/plots/rankPlot.js';
import { trainingPlot } from '../../../../src/cli/results/plots/trainingPlot.js';

const area = (mean: number): Estimate => ({ mean, low: mean - 0.05, high: mean + 0.05, count: 9 });
const numbers = (svg: string, pattern: RegExp): number[] =>
  [...svg.matchAll(pattern)].map(([, value]) => Number(value));

describe('areaPlot', () => {
  const rows = [
    {
      name: 'a voice among <matched> harmonies & drums',
      areas: [
        { scorer: 'amu', area: area(0.6) },
        { scorer: 'fit', area: area(0.9) },
      ],
    },
    { name: 'triples', areas: [{ scorer: 'fit', area: area(NaN) }] },
  ];

  it('puts greater areas further to the right, each on its interval', () => {
    const svg = areaPlot(rows);
    const [amu, fit] = numbers(svg, /<circle cx="([\d.]+)" cy="[\d.]+" r="4" fill="#\w+"\/>/g).slice(-2);
    const [low, high] = numbers(svg, /<line x1="([\d.]+)" x2="[\d.]+" [^>]+stroke-width="2"\/>/g);
    expect(fit).toBeGreaterThan(amu);
    expect([low < amu, high < fit, high > amu]).toEqual([true, true, true]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('is one SVG in which text is text, with a line for chance', () => {
    const svg = areaPlot(rows);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/);
    expect(svg).toContain('among &lt;matched&gt; harmonies &amp; drums');
    expect(svg).toMatch(/>chance<\/text>/);
  });
});

describe('rankPlot', () => {
  it('draws a curve a scorer in a panel a question, from the bottom left to the top right', () => {
    const panels = ['first', 'a question with a name that takes more than a single line'].map((name) => ({
      name,
      curves: [
        { scorer: 'amu', roc: [0.2, 0.6, 1] },
        { scorer: 'fit', roc: [0.8, 0.9, 1] },
      ],
    }));
    const svg = rankPlot(panels);
    const curves = [...svg.matchAll(/<polyline points="([^"]+)" stroke="#\w+" fill="none"/g)].map(
      ([, points]) => points.split(' ').map((point) => point.split(',').map(Number)),
    );
    expect(curves.length).toBe(4);
    for (const curve of curves) {
      const [[x0, y0], [x1, y1]] = [curve[0], curve[curve.length - 1]];
      expect([x1 - x0, y0 - y1]).toEqual([190, 190]);
    }
    expect(svg).toContain('>a question with a name that takes more</text>');
  });
});

describe('trainingPlot', () => {
  const curves = (svg: string): (readonly number[])[][] =>
    [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points]) =>
      points.split(' ').map((point) => point.split(',').map(Number)),
    );

  it('draws losses that fall and, below, a reciprocal rank that rises, and tells its best', () => {
    const svg = trainingPlot([
      { step: 50, loss: 3 },
      { step: 100, loss: 2, reciprocalRank: 0.1 },
      { step: 150, loss: 1 },
      { step: 200, loss: 0.5, reciprocalRank: 0.4 },
    ]);
    const [losses, ranks] = curves(svg);
    expect(losses.map(([x]) => x)).toEqual([220, 380, 540, 700]);
    expect(losses.map(([, y]) => y)).toEqual([...losses.map(([, y]) => y)].sort((a, b) => a - b));
    expect(ranks.map(([x]) => x)).toEqual([380, 700]);
    expect(ranks[1][1]).toBeLessThan(ranks[0][1]);
    expect(ranks[1][1]).toBeGreaterThan(losses[3][1]);
    expect(svg).toContain('>0.400 at 200</text>');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('draws one point, and losses of millions and of millionths', () => {
    for (const loss of [1, 3e6, 3e-6, 0]) {
      const svg = trainingPlot([{ step: 20, loss }]);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      expect(svg.length).toBeLessThan(8000);
    }
  });
});
