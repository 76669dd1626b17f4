import { describe, expect, it } from 'vitest';
import { lineUp, type Line } from '../../src/topologies/lineUp.js';
import { until } from '../support/until.js';

/** A line of words, whose keys are their first letters; those in capitals are lonely. */
function words(places: number) {
  const entered: string[] = [];
  const still: boolean[] = [];
  const errors: unknown[] = [];
  const state = { closed: false };
  const line: Line<string> = lineUp<string>({
    places,
    keyOf: (word) => word[0].toLowerCase(),
    isLonely: (word) =>
      word.includes('!') ? Promise.reject(new Error(word)) : Promise.resolve(word === word.toUpperCase()),
    enter: (word) => void entered.push(word),
    closed: () => state.closed,
    onStill: (waiting) => void still.push(waiting),
    onError: (error) => void errors.push(error),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const join = async (...all: readonly string[]): Promise<void> => {
    for (const word of all) line.join(word);
    await settled();
  };
  const leave = async (word: string): Promise<void> => {
    line.leave(word);
    await settled();
  };
  return { line, entered, still, errors, state, join, leave };
}

describe('a line', () => {
  it('lets in as many as there are places, in order', async () => {
    const { entered, join, leave, line } = words(2);
    await join('a', 'b', 'c', 'd');
    expect(entered).toEqual(['a', 'b']);
    expect(line.waiting()).toEqual(['c', 'd']);
    await leave('b');
    expect(entered).toEqual(['a', 'b', 'c']);
    expect(line.inside()).toEqual(['a', 'c']);
  });

  it('holds back a second of a key, and lets others pass', async () => {
    const { entered, join, leave } = words(2);
    await join('a1', 'a2', 'a3', 'b');
    expect(entered).toEqual(['a1', 'b']);
    await leave('a1');
    expect(entered).toEqual(['a1', 'b', 'a2']);
    await leave('b');
    expect(entered).toEqual(['a1', 'b', 'a2']);
    await leave('a2');
    expect(entered).toEqual(['a1', 'b', 'a2', 'a3']);
  });

  it('lets a lonely one in when all others have left, and nobody beside it', async () => {
    const { entered, join, leave } = words(3);
    await join('a', 'b', 'LONE', 'c');
    expect(entered).toEqual(['a', 'b']);
    await leave('a');
    expect(entered).toEqual(['a', 'b']);
    await leave('b');
    expect(entered).toEqual(['a', 'b', 'LONE']);
    await leave('LONE');
    expect(entered).toEqual(['a', 'b', 'LONE', 'c']);
  });

  it('says when nobody can enter, and whether somebody waits', async () => {
    const { still, join, leave } = words(1);
    await join('a', 'b');
    expect(still.at(-1)).toBe(true);
    await leave('a');
    expect(still.at(-1)).toBe(false);
  });

  it('lets nobody in once it is closed, not even who waits to be alone', async () => {
    const { entered, state, join, leave, line } = words(2);
    await join('a', 'LONE');
    state.closed = true;
    await leave('a');
    await join('b');
    expect(entered).toEqual(['a']);
    expect(line.waiting()).toEqual(['LONE', 'b']);
  });

  it('does not let in who was withdrawn, not even while it is asked about or waits to be alone', async () => {
    const { line, entered, join, leave } = words(2);
    line.join('a');
    expect([line.withdraw('a'), line.withdraw('a'), line.withdraw('never')]).toEqual([true, false, false]);
    await join('b', 'LONE', 'c');
    expect(line.withdraw('b')).toBe(false);
    expect(line.withdraw('LONE')).toBe(true);
    await leave('b');
    expect(entered).toEqual(['b', 'c']);
  });

  it('tells of what could not be asked, and lets nobody in after that', async () => {
    const { entered, errors, join } = words(2);
    await join('x!', 'b');
    await until(() => errors.length > 0);
    expect(errors).toEqual([new Error('x!')]);
    await join('c');
    expect(entered).toEqual([]);
  });
});
