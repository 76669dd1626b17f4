/**
 * The keys of the page. They leave alone what a field or a button in focus does with its own.
 * @param {readonly Card[]} cards
 * @param {Player} player
 */
function listenToKeys(cards, player) {
  const current = () =>
    cards.find((card) => card === player.track) ?? cards.find(({ entry }) => entry.script !== undefined);
  const near = (/** @type {number} */ by) => {
    const playable = cards.filter(({ entry }) => entry.script !== undefined);
    const here = playable.findIndex((card) => card === player.track);
    const card = playable.at(here === -1 ? 0 : Math.max(0, here + by));
    if (!card) return;
    card.focus();
    void player.play(card);
  };
  /** @type {Readonly<Record<string, (shift: boolean) => void>>} */
  const keys = {
    Space: () => current()?.toggle(),
    ArrowLeft: () => current()?.step(false),
    ArrowRight: () => current()?.step(true),
    KeyN: () => near(1),
    KeyP: () => near(-1),
    Digit1: (shift) => current()?.press(0, shift ? 'solo' : 'mute'),
    Digit2: (shift) => current()?.press(1, shift ? 'solo' : 'mute'),
    Digit3: (shift) => current()?.press(2, shift ? 'solo' : 'mute'),
  };
  document.addEventListener('keydown', (event) => {
    const { code, target, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (ctrlKey || altKey || metaKey || !(code in keys) || !(target instanceof Element)) return;
    const own = code === 'Space' ? 'button, summary, a' : code.startsWith('Arrow') ? 'input' : '';
    if (own !== '' && target.closest(own)) return;
    event.preventDefault();
    keys[code](shiftKey);
  });
}
