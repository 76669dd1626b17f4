/** @type {unknown} */
const data = JSON.parse(document.getElementById('entries')?.textContent ?? '[]');
// Written by the same version of the program as this script.
const entries = /** @type {readonly PageEntry[]} */ (data);
const player = new Player();

/** Mashups in their order, under a heading where the scorer changes: its scores do not compare with those above. */
function showEntries() {
  const place = document.getElementById('mashups');
  const groups = entries.map(({ score, scorer }) =>
    score === undefined ? 'Without a score' : `Scored by ${scorer ?? 'nobody known'}`,
  );
  let rank = 0;
  return entries.map((entry, k) => {
    const opens = groups[k] !== groups[k - 1];
    if (opens) rank = 0;
    if (opens && new Set(groups).size > 1) place?.append(element('h2', { className: 'group' }, groups[k]));
    const card = cardOf(entry, (rank += 1), player);
    place?.append(card.element);
    return card;
  });
}

const cards = showEntries();
listenToKeys(cards, player);
const summary = document.getElementById('summary');
const many = cards.length === 1 ? '1 mashup' : `${cards.length} mashups, best first`;
if (summary)
  summary.textContent =
    cards.length > 0
      ? `${many}. The audio files lie in folders beside this page.`
      : 'None lie here any more. The next run brings new ones.';
