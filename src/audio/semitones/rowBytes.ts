/** Steps of one (a factor of e) of the logarithm. */
const steps = 60;
const most = 255;

/** What a byte counts. */
export const byteStep = 1 / steps;

/** Pressed rows as bytes: 60 times the value, rounded, at most 255 (what is 2.3 times louder than q counts as no more). */
export const rowBytes = (pressed: Float32Array): Uint8Array =>
  new Uint8Array(pressed.map((x) => Math.min(most, Math.round(steps * x))));

/** Pressed rows of such bytes, to half a step. */
export const pressedOfBytes = (bytes: Uint8Array): Float32Array =>
  new Float32Array(bytes).map((x) => x / steps);
