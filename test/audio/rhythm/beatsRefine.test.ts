import { expect, test } from 'vitest';
import { beatsRefine } from '../../../src/audio/rhythm/beatsRefine.js';
import { onsetAttack } from '../../../src/audio/onsets/onsetAttack.js';

const rate = 44_100;
function strokes(times: readonly number[], loud: (i: number) => number = () => 0.8): Float32Array {
  const out = new Float32Array(20 * rate);
  let state = 3;
  times.forEach((time, i) => {
    for (let k = 0; k < 3000; k++) {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      out[Math.round(time * rate) + k] += loud(i) * Math.exp(-k / 900) * (state / 2_147_483_648 - 1);
    }
  });
  return out;
}
const true36 = Array.from({ length: 36 }, (_, k) => 0.5 + 0.5 * k);

test('moves expected times onto the strokes, to 2 ms', () => {
  const expected = true36.map((time, i) => ({ time: time + 0.02 - (0.03 * i) / 35, weight: 1 }));
  const shift = beatsRefine(onsetAttack(strokes(true36), rate), expected);
  expect(Math.abs(shift.start + 0.02)).toBeLessThan(0.002);
  expect(Math.abs(shift.end - 0.01)).toBeLessThan(0.002);
});

test('late notes in a third of the time do not pull', () => {
  const played = true36.map((time, i) => (i >= 12 && i < 24 ? time + 0.03 : time));
  const shift = beatsRefine(
    onsetAttack(strokes(played), rate),
    true36.map((time) => ({ time, weight: 1 })),
  );
  expect(Math.abs(shift.start)).toBeLessThan(0.002);
  expect(Math.abs(shift.end)).toBeLessThan(0.002);
});

test('nothing to go by, nothing moved', () => {
  const silent = onsetAttack(new Float32Array(rate), rate);
  const shift = beatsRefine(silent, [
    { time: 0.1, weight: 1 },
    { time: 0.6, weight: 1 },
  ]);
  expect(Math.abs(shift.start)).toBeLessThan(0.05);
  expect(beatsRefine(silent, [])).toEqual({ start: 0, end: 0, agreement: 0 });
});
