/**
 * How alike several curves (each [frames]) are to themselves `lag` frames later (fractions allowed): correlation over all
 * of them together, means taken out, −1 … 1; 0 when too little is left to compare.
 */
export function lagSimilarity(curves: readonly Float32Array[], lag: number): number {
  const whole = Math.floor(lag);
  const part = lag - whole;
  let cross = 0;
  let here = 0;
  let there = 0;
  for (const x of curves) {
    const n = x.length - whole - 1;
    if (n < 100) continue;
    let mean = 0;
    for (const value of x) mean += value / x.length;
    for (let t = 0; t < n; t++) {
      const a = x[t] - mean;
      const b = x[t + whole] * (1 - part) + x[t + whole + 1] * part - mean;
      cross += a * b;
      here += a * a;
      there += b * b;
    }
  }
  return here > 0 && there > 0 ? cross / Math.sqrt(here * there) : 0;
}
