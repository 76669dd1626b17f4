/**
 * @typedef {Track & { readonly element: HTMLElement, toggle(): void, step(forward: boolean): void, press(part: number, what: 'mute' | 'solo'): void, focus(): void }} Card
 */

/**
 * The bar in which a time lies, from 1; 0 before the first.
 * @param {PageEntry} entry
 * @param {number} position
 */
const barAt = ({ barLines }, position) => barLines.filter((line) => line <= position + 0.001).length;

/**
 * The title of a mashup, each song's in its own direction of writing.
 * @param {PageEntry} entry
 * @returns {(Node | string)[]}
 */
function titleOf({ parts }) {
  const before = { vocal: '', harmonic: ' over ', percussion: ', drums ' };
  const [first] = parts;
  return parts
    .filter(({ role, title }, k) => role !== 'percussion' || title !== parts[k - 1]?.title)
    .flatMap((part) => [part === first ? '' : before[part.role], element('bdi', {}, part.title)]);
}

/**
 * The play button and what stands beside it.
 * @param {PageEntry} entry
 * @param {number} place
 */
function headOf(entry, place) {
  const { score, axes, facts, unusual, script } = entry;
  const play = element('button', { type: 'button', className: 'play', disabled: script === undefined });
  const marks = unusual.map((text) => element('span', { className: 'mark' }, text));
  const why = axes.map(({ name, value }) => `${name} ${value.toFixed(2)}`).join(' · ');
  const words = element(
    'div',
    { className: 'title' },
    element('h2', {}, ...titleOf(entry)),
    element('p', {}, facts.join(' · '), ...marks),
    ...(why === '' ? [] : [element('p', {}, why)]),
  );
  const rank = element(
    'span',
    { className: 'rank', 'aria-hidden': 'true' },
    score === undefined ? '–' : String(place),
  );
  const points = element('span', { className: 'score', title: 'Score' }, score ?? '');
  return { play, head: element('div', { className: 'head' }, rank, play, words, points) };
}

/**
 * The slider of the position, with the time beside it.
 * @param {PageEntry} entry
 * @param {(position: number) => void} move
 */
function seekBar(entry, move) {
  const { duration, barLines } = entry;
  const slider = element('input', {
    type: 'range',
    className: 'seek',
    min: '0',
    max: String(duration),
    step: '0.01',
  });
  slider.setAttribute('aria-label', 'Position');
  slider.oninput = () => move(slider.valueAsNumber);
  const reading = element('output', { className: 'time' });
  const show = (/** @type {number} */ position) => {
    slider.value = String(position);
    const bar = Math.min(Math.max(1, barAt(entry, position)), Math.max(1, barLines.length - 1));
    const before = barLines.length > 0 && position < barLines[0] - 0.1;
    const place = barLines.length === 0 ? '' : before ? ', pick-up' : `, bar ${bar}`;
    const text = `${clock(position)} / ${clock(Math.round(duration))}${place}`;
    if (reading.value === text) return;
    reading.value = text;
    slider.setAttribute('aria-valuetext', text);
  };
  return { element: element('div', { className: 'position' }, slider, reading), show };
}

/**
 * Lets a press or a drag on a waveform move to where it points.
 * @param {HTMLElement} lanes
 * @param {(share: number) => void} point
 */
function pointing(lanes, point) {
  lanes.addEventListener('pointerdown', (event) => {
    const stage = event.target instanceof Element ? event.target.closest('.stage') : null;
    if (!stage || event.button !== 0) return;
    const go = (/** @type {PointerEvent} */ { clientX }) => {
      const { left, width } = stage.getBoundingClientRect();
      point((clientX - left) / width);
    };
    stage.setPointerCapture(event.pointerId);
    go(event);
    const end = new AbortController();
    stage.addEventListener('pointermove', (more) => go(/** @type {PointerEvent} */ (more)), end);
    for (const name of ['pointerup', 'pointercancel']) stage.addEventListener(name, () => end.abort(), end);
  });
}

/**
 * A mashup: its title, its parts, its controls, and what is told of it.
 * @param {PageEntry} entry
 * @param {number} place
 * @param {Player} player
 * @returns {Card}
 */
function cardOf(entry, place, player) {
  /** @type {Map<Role, Controls>} */
  const controls = new Map();
  const playable = entry.script !== undefined;
  const { play, head } = headOf(entry, place);
  const all = entry.parts.map(({ peaks }) => peaksOf(peaks));
  const scale = { ...entry, loudest: Math.max(0, ...all.flat()) };
  const lanes = entry.parts.map((part, k) => {
    const own = { muted: entry.muted.includes(part.role), alone: false, decibels: 0 };
    controls.set(part.role, own);
    return lane(part, { wave: waveform(all[k], scale), controls: own, playable, changed });
  });
  const seek = seekBar(entry, (position) => player.move(card, position));
  const problem = element('p', { className: 'problem', role: 'alert' });
  const none = playable
    ? []
    : [element('p', { className: 'small' }, 'It cannot be played here: see its files below.')];
  const box = element('div', { className: 'lanes' }, ...lanes);
  const article = element('article', { 'aria-label': entry.title }, head, box, ...none);
  article.append(...(playable ? [seek.element] : []), problem, detailsOf(entry));
  pointing(box, (share) => player.move(card, share * entry.duration));

  /** @type {Card} */
  const card = {
    entry,
    element: article,
    position: 0,
    levels: () => levelsOf(controls),
    show(state, trouble = '') {
      article.dataset['state'] = state;
      problem.textContent =
        trouble === '' ? '' : `${trouble}. The files in its folder can be played all the same.`;
      const words = { stopped: 'Play', loading: 'Loading', playing: 'Pause' };
      play.setAttribute('aria-label', `${words[state]} ${entry.title}`);
    },
    showPosition(position) {
      article.style.setProperty('--at', String(position / entry.duration));
      seek.show(position);
    },
    toggle: () => playable && player.toggle(card),
    step(forward) {
      const position = player.positionOf(card);
      const { barLines, duration } = entry;
      if (forward) player.move(card, barLines[barAt(entry, position + 0.1)] ?? duration);
      // In the first half second of a bar, to the bar before it.
      else player.move(card, barLines[barAt(entry, position - 0.5) - 1] ?? 0);
    },
    press: (part, what) =>
      lanes[part]?.querySelector(`button.${what}`)?.dispatchEvent(new MouseEvent('click')),
    focus: () => (playable ? play : article).focus(),
  };
  function changed() {
    for (const [k, { role }] of entry.parts.entries())
      lanes[k].classList.toggle('silent', card.levels()[role] === 0);
    player.adjust(card);
  }
  play.onclick = () => card.toggle();
  card.show('stopped');
  card.showPosition(0);
  changed();
  return card;
}
