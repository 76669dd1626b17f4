/** The strongest of the five frames about each pulse; `at`: frames with fractions; [pulses]. */
export function onsetAtPulses(strength: Float32Array, at: Float64Array): Float32Array {
  return Float32Array.from(at, (frame) => {
    const centre = Math.round(frame);
    let most = 0;
    for (let t = Math.max(0, centre - 2); t <= Math.min(strength.length - 1, centre + 2); t++) {
      if (strength[t] > most) most = strength[t];
    }
    return most;
  });
}
