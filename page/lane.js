/** @typedef {import('../src/cli/out/page/pageEntry.js').PagePart} PagePart */

/** What parts are called. */
const partNames = { vocal: 'Voice', harmonic: 'Harmony', percussion: 'Drums' };

/**
 * The controls of one part, as they stand.
 * @typedef {object} Controls
 * @property {boolean} muted
 * @property {boolean} alone
 * @property {number} decibels
 */

/**
 * The linear level of each part: one that is muted is silent, and so is every one that is not alone where some are.
 * @param {ReadonlyMap<Role, Controls>} controls
 * @returns {Readonly<Record<string, number>>}
 */
function levelsOf(controls) {
  const anyAlone = [...controls.values()].some(({ alone }) => alone);
  const level = (/** @type {Controls} */ { muted, alone, decibels }) =>
    muted || (anyAlone && !alone) ? 0 : 10 ** (decibels / 20);
  return Object.fromEntries([...controls].map(([role, each]) => [role, level(each)]));
}

/**
 * A button that stays pressed.
 * @param {{ text: string, label: string, name: string }} words
 * @param {boolean} pressed
 * @param {(pressed: boolean) => void} change
 */
function toggleButton({ text, label, name }, pressed, change) {
  const button = element(
    'button',
    { type: 'button', className: name, title: label, 'aria-label': label },
    text,
  );
  const show = () => button.setAttribute('aria-pressed', String(pressed));
  button.onclick = () => {
    pressed = !pressed;
    show();
    change(pressed);
  };
  show();
  return button;
}

/**
 * Mute, solo and level of a part; what is chosen is written into `controls`.
 * @param {PagePart} part
 * @param {Controls} controls
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
function mixer({ role }, controls, changed) {
  const name = partNames[role].toLowerCase();
  const mute = toggleButton({ text: 'M', label: `Mute ${name}`, name: 'mute' }, controls.muted, (muted) => {
    controls.muted = muted;
    changed();
  });
  const solo = toggleButton(
    { text: 'S', label: `${partNames[role]} alone`, name: 'solo' },
    false,
    (alone) => {
      controls.alone = alone;
      changed();
    },
  );
  const reading = element('output', {}, '0 dB');
  const level = element('input', {
    type: 'range',
    className: 'level',
    min: '-24',
    max: '6',
    step: '0.5',
    value: '0',
  });
  level.setAttribute('aria-label', `Level of ${name}`);
  level.title = `Level of ${name}; double click: 0 dB`;
  level.oninput = () => {
    controls.decibels = level.valueAsNumber;
    const sign = controls.decibels > 0 ? '+' : controls.decibels < 0 ? '−' : '';
    reading.value = `${sign}${Math.abs(controls.decibels)} dB`;
    level.setAttribute('aria-valuetext', reading.value);
    changed();
  };
  level.ondblclick = () => {
    level.value = '0';
    level.dispatchEvent(new Event('input'));
  };
  return element('div', { className: 'mixer' }, mute, solo, level, reading);
}

/**
 * One part of a mashup: what it is, its waveform, its controls.
 * @param {PagePart} part
 * @param {{ wave: SVGElement, controls: Controls, playable: boolean, changed: () => void }} options
 * @returns {HTMLElement}
 */
function lane(part, { wave, controls, playable, changed }) {
  const by =
    part.artist === undefined
      ? []
      : [element('span', { className: 'artist' }, element('bdi', {}, part.artist))];
  const words = element(
    'div',
    { className: 'words' },
    element('span', { className: 'role' }, partNames[part.role]),
    element('span', { className: 'song', title: part.title }, element('bdi', {}, part.title)),
    ...by,
    element('span', { className: 'changes' }, part.changes.join(', ') || 'as it is'),
  );
  const stage = element('div', { className: 'stage' }, wave, element('div', { className: 'playhead' }));
  return element(
    'div',
    { className: `lane ${part.role}`, role: 'group', 'aria-label': partNames[part.role] },
    words,
    ...(playable ? [stage, mixer(part, controls, changed)] : []),
  );
}
