/**
 * Weighted Whittaker smoother: z minimising Σ w (y − z)² + lambda Σ (second difference of z)². Large lambda: a straight
 * line. y, w: [n]; solved by Cholesky on the five-diagonal matrix (Eilers, Anal. Chem. 2003).
 */
export function whittaker(y: Float64Array, w: Float64Array, lambda: number): Float64Array {
  const n = y.length;
  const d0 = Float64Array.from(w, (weight) => weight + 1e-12);
  const d1 = new Float64Array(n);
  const d2 = new Float64Array(n);
  for (let i = 0; i + 2 < n; i++) {
    d0[i] += lambda;
    d0[i + 1] += 4 * lambda;
    d0[i + 2] += lambda;
    d1[i] -= 2 * lambda;
    d1[i + 1] -= 2 * lambda;
    d2[i] += lambda;
  }
  const z = new Float64Array(n);
  // LDLᵀ in place: d0 becomes D, d1 and d2 the sub-diagonals of L.
  for (let i = 0; i < n; i++) {
    let pivot = d0[i];
    if (i > 0) pivot -= d1[i - 1] ** 2 * d0[i - 1];
    if (i > 1) pivot -= d2[i - 2] ** 2 * d0[i - 2];
    d0[i] = pivot;
    const cross = i > 0 ? d1[i - 1] * d0[i - 1] * d2[i - 1] : 0;
    d1[i] = (d1[i] - cross) / pivot;
    d2[i] /= pivot;
    z[i] = w[i] * y[i] - (i > 0 ? d1[i - 1] * z[i - 1] : 0) - (i > 1 ? d2[i - 2] * z[i - 2] : 0);
  }
  for (let i = n - 1; i >= 0; i--) {
    z[i] = z[i] / d0[i] - (i + 1 < n ? d1[i] * z[i + 1] : 0) - (i + 2 < n ? d2[i] * z[i + 2] : 0);
  }
  return z;
}
