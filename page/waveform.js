/**
 * Peaks of a part, 0 to 1; none where the page does not know them.
 * @param {string | undefined} base64
 * @returns {readonly number[]}
 */
function peaksOf(base64) {
  return Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0) / 255);
}

/**
 * The waveform of a part with bar lines; every fourth is stronger.
 * @param {readonly number[]} peaks
 * @param {{ loudest: number, duration: number, barLines: readonly number[] }} scale  `loudest` fills the height
 * @returns {SVGElement}
 */
function waveform(peaks, { loudest, duration, barLines }) {
  const [width, middle] = [1000, 50];
  const lines = barLines.map((time, bar) => {
    const x = ((width * time) / duration).toFixed(2);
    return drawing('line', {
      x1: x,
      x2: x,
      y1: 0,
      y2: 2 * middle,
      class: bar % 4 === 0 ? 'bar four' : 'bar',
    });
  });
  const heights = peaks.map((peak) => Math.max(0.6, (middle * 0.96 * peak) / (loudest || 1)));
  const x = (/** @type {number} */ k) => ((width * (k + 0.5)) / peaks.length).toFixed(1);
  const above = heights.map((height, k) => `${x(k)},${(middle - height).toFixed(1)}`);
  const below = heights.map((height, k) => `${x(k)},${(middle + height).toFixed(1)}`).reverse();
  const outline = drawing('polygon', { points: [...above, ...below].join(' '), class: 'wave' });
  const attributes = {
    viewBox: `0 0 ${width} ${2 * middle}`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  };
  return drawing('svg', attributes, outline, ...lines);
}
