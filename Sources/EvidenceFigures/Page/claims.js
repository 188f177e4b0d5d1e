// What a cell holds, and where nothing is.
const stanceName = (index) => (index < 0 ? word('noStance') : said(data.stances[index]));

/** One claim: its words, who says it, and where. */
function claimItem(entry) {
  const { claim } = entry;
  const item = make('li');
  if (claim.printed && claim.quotation) item.append(make('blockquote', claim.printed, { dir: 'auto' }));
  if (claim.text) item.append(make('p', claim.text, { dir: 'auto', class: 'claim' }));
  const list = make('dl');
  const add = (key, value) => {
    if (value) list.append(make('dt', word(key)), make('dd', value, { dir: 'auto' }));
  };
  if (claim.printed && !claim.quotation) add(claim.quoted ? 'quotedAs' : 'citedAs', claim.printed);
  add('study', entry.sources.length
    ? entry.sources.map((s) => said(s.name)).join('; ') : word('noStudy'));
  add('year', entry.sources.map((s) => (s.year === null ? word('notStated') : s.year)).join('; '));
  add('kind', entry.sources.map((s) => s.kind || word('notStated')).join('; '));
  if (claim.stance >= 0) add('stance', stanceName(claim.stance));
  add('layer', said(data.layers[claim.layer].n));
  add('where', claim.where ? said(claim.where) : word('notStated'));
  item.append(list);
  return item;
}

/** Shows the claims of the chosen cell. */
function tell() {
  $('back').hidden = chosen === null;
  if (chosen === null) {
    $('details-title').textContent = word('details');
    $('details-count').textContent = word('choose');
    $('details-list').replaceChildren();
    return;
  }
  const cell = cells[chosen.row][chosen.column];
  $('details-title').textContent = nameOf(chosen.row, chosen.column);
  $('details-count').textContent = sentence(cell).slice(nameOf(chosen.row, chosen.column).length + 2);
  $('details-list').replaceChildren(...cell.entries.map(claimItem));
}

$('back').addEventListener('click', () => element(at.row, at.column).focus());

/** The list of all gaps, by what is lacking. */
function fillGaps() {
  const all = cells.flat();
  const groups = [
    ['absolute', all.filter((cell) => cell.gap === 'absolute')],
    ['synthesis', all.filter((cell) => cell.gap === 'synthesis')],
    ['conflict', all.filter((cell) => cell.conflict)],
  ];
  $('gaps-title').textContent = `${word('gaps')} (${groups.slice(0, 2).reduce((sum, g) => sum + g[1].length, 0)})`;
  $('gaps-body').replaceChildren(...groups.map(([key, found]) => {
    const box = make('details');
    box.open = found.length > 0 && found.length <= 12;
    box.append(make('summary', `${word(key)} (${found.length})`));
    if (found.length === 0) box.append(make('p', word('noGaps'), { class: 'soft' }));
    const list = make('ul', null, { class: 'links' });
    for (const cell of found) {
      const item = make('li');
      const button = make('button', nameOf(cell.row, cell.column), { type: 'button', dir: 'auto' });
      button.addEventListener('click', () => choose(cell.row, cell.column, true));
      item.append(button);
      list.append(item);
    }
    if (found.length > 0) box.append(list);
    return box;
  }));
}

// MARK: Tables to take away

const cellHead = () => [word('row'), word('column'), word('studies'), word('claims'), word('gap'), word('conflict'),
  ...data.stances.map(said), ...data.layers.map((layer) => said(layer.n))];
const cellRows = () => cells.flat().map((cell) => [
  said(data.rows[cell.row].n), said(data.columns[cell.column].n), cell.sources.size, cell.claims,
  cell.gap ? word(cell.gap) : '', cell.conflict ? word('conflict') : '',
  ...[...data.stances.keys()].map((stance) => cell.stances.get(stance) || 0),
  ...[...data.layers.keys()].map((layer) => {
    const found = new Set();
    for (const entry of cell.entries) {
      if (entry.claim.layer === layer) for (const source of entry.sources) found.add(source);
    }
    return found.size;
  })]);
const claimHead = () => ['row', 'column', 'layer', 'study', 'year', 'kind', 'stance', 'claim', 'words', 'where'].map(word);
const claimRows = () => cells.flat().flatMap((cell) => cell.entries.map(({ claim, sources: seen }) => [
  said(data.rows[claim.row].n), said(data.columns[claim.column].n), said(data.layers[claim.layer].n),
  seen.length ? seen.map((s) => said(s.name)).join('; ') : word('noStudy'),
  seen.map((s) => s.year ?? word('notStated')).join('; '), seen.map((s) => s.kind || word('notStated')).join('; '),
  claim.stance < 0 ? '' : stanceName(claim.stance), claim.text, claim.printed,
  claim.where ? said(claim.where) : word('notStated')]));

function save(name, rows) {
  const text = `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
  const link = make('a', '', { download: name, href: URL.createObjectURL(new Blob([text], { type: 'text/csv' })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** One cell of CSV; what a spreadsheet could take for a formula begins with an apostrophe. */
function csvCell(value) {
  const text = String(value);
  const safe = typeof value === 'string' && /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
