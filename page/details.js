/**
 * Terms of a score with their bars, as a table.
 * @param {PageEntry} entry
 * @returns {HTMLElement}
 */
function axesTable({ axes }) {
  const rows = axes.map(({ name, about, weight, value }) => {
    const bar = element('meter', {
      min: 0,
      max: Math.max(1, value),
      value: Math.max(0, value),
      'aria-label': name,
    });
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', { className: 'number' }, value.toFixed(3)),
      element('td', {}, bar),
      element('td', {}, [about, weight].filter((text) => text !== '').join('; ')),
    );
  });
  return element('table', { className: 'axes' }, element('tbody', {}, ...rows));
}

/**
 * A link to a file beside the page.
 * @param {string} text
 * @param {string | undefined} address
 * @returns {(Node | string)[]}
 */
const linkTo = (text, address) => (address === undefined ? [] : [' ', element('a', { href: address }, text)]);

/**
 * Where a part comes from, and under which licence.
 * @param {PagePart} part
 * @returns {HTMLElement[]}
 */
function sourceOf({ role, title, artist, licence, origin, file }) {
  const name = element('bdi', {}, artist === undefined ? title : `${title} (${artist})`);
  const lines = [origin.join(', '), `Licence: ${licence ?? 'unknown'}`].filter((line) => line !== '');
  return [
    element('dt', {}, partNames[role]),
    element('dd', {}, name, ...lines.flatMap((line) => [element('br'), line]), ...linkTo('audio file', file)),
  ];
}

/**
 * What is told of a mashup on demand: what its score is made of, sources, licences, files.
 * @param {PageEntry} entry
 * @returns {HTMLElement}
 */
function detailsOf(entry) {
  const { score, scorer, axes, parts, separators, mix, folder } = entry;
  const judged =
    score === undefined ? [] : [element('h3', {}, `Score ${score}${scorer ? ` by ${scorer}` : ''}`)];
  return element(
    'details',
    {},
    element('summary', {}, 'Score, sources and files'),
    ...judged,
    ...(axes.length > 0 ? [axesTable(entry)] : []),
    element('h3', {}, 'Sources'),
    element('dl', {}, ...parts.flatMap(sourceOf)),
    ...separators.map((text) => element('p', { className: 'small' }, `Separated by ${text}.`)),
    element('p', {}, ...linkTo('Mix', mix), ...linkTo('Folder', folder)),
  );
}
