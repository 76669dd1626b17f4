const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The nearest number of 16 bits (IEEE 754 binary16), ties to even; infinite past 65,519. */
export function toHalf(value: number): number {
  float[0] = value;
  const [all] = bits;
  const sign = (all >>> 16) & 0x8000;
  const exponent = (all >>> 23) & 0xff;
  const fraction = all & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  if (exponent >= 143) return sign | 0x7c00;
  // The fraction with its leading 1 loses 13 bits, and more of them where the number is under the least normal one, 2⁻¹⁴.
  const lost = exponent >= 113 ? 13 : Math.min(126 - exponent, 31);
  const whole = exponent === 0 ? fraction : fraction | 0x800000;
  const kept = lost < 31 ? whole >>> lost : 0;
  const rest = whole - kept * 2 ** lost;
  const half = 2 ** (lost - 1);
  const up = rest > half || (rest === half && kept % 2 === 1) ? 1 : 0;
  // A carry out of the fraction goes into the exponent, as it should.
  return sign | ((exponent >= 113 ? (exponent - 113) << 10 : 0) + kept + up);
}

/** A number from its 16 bits. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Each number to 16 bits. */
export const toHalves = (values: Float32Array): Uint16Array => Uint16Array.from(values, toHalf);

/** Each number from its 16 bits. */
export const fromHalves = (halves: Uint16Array): Float32Array => Float32Array.from(halves, fromHalf);
