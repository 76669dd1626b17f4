/** @typedef {import('../src/cli/out/page/pageEntry.js').PageEntry} PageEntry */
/** @typedef {import('../src/cli/out/page/pageEntry.js').PageSound} PageSound */
/** @typedef {'vocal' | 'harmonic' | 'percussion'} Role */
/** @typedef {ReadonlyMap<Role, AudioBuffer>} Buffers */

/** What waits for a script that is being loaded. @type {Map<Element, (sound: PageSound) => void>} */
const waiting = new Map();

/**
 * Called by the script in a mashup's folder.
 * @param {PageSound} sound
 */
function mashstreamPage(sound) {
  if (document.currentScript) waiting.get(document.currentScript)?.(sound);
}

/**
 * Loads the stems of a mashup: by a script, because a page opened from disk may not fetch files.
 * @param {string} address
 * @returns {Promise<PageSound>}
 */
function loadSound(address) {
  const script = element('script', { src: address });
  return new Promise((resolve, reject) => {
    waiting.set(script, resolve);
    script.onload = () => reject(new Error(`${address} holds no sound`));
    script.onerror = () => reject(new Error(`${address} cannot be read`));
    document.head.append(script);
  }).finally(() => {
    waiting.delete(script);
    script.remove();
  });
}

/**
 * Decodes the stems of a mashup.
 * @param {BaseAudioContext} context
 * @param {PageSound} sound
 * @returns {Promise<Buffers>}
 */
async function decodeSound(context, { stems }) {
  const decoded = Object.entries(stems).map(async ([role, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return /** @type {const} */ ([/** @type {Role} */ (role), await context.decodeAudioData(bytes.buffer)]);
  });
  return new Map(await Promise.all(decoded));
}

/** The stems sum to the mix before its limiter, which takes up to 3 dB away. */
const headroom = 10 ** (-3 / 20);

/**
 * Connects all parts and starts them at one and the same time of the context's clock, so that they stay together to the sample.
 * @param {BaseAudioContext} context
 * @param {Buffers} buffers
 * @param {{ at: number, from: number, levels: Readonly<Record<string, number>> }} options  `from`: seconds of the mashup; linear levels
 * @returns {{ sources: readonly AudioBufferSourceNode[], gains: ReadonlyMap<Role, GainNode> }}
 */
function startParts(context, buffers, { at, from, levels }) {
  const sum = new GainNode(context, { gain: headroom });
  sum.connect(context.destination);
  /** @type {Map<Role, GainNode>} */
  const gains = new Map();
  const sources = [...buffers].map(([role, buffer]) => {
    const source = new AudioBufferSourceNode(context, { buffer });
    const gain = new GainNode(context, { gain: levels[role] ?? 1 });
    source.connect(gain).connect(sum);
    gains.set(role, gain);
    source.start(at, from);
    return source;
  });
  return { sources, gains };
}
