// The matrix: a grid of cells of which one can be reached by Tab, and the others by arrow keys.
let cells = cellsShown();
let at = { row: 0, column: 0 };
let chosen = null;

const nameOf = (row, column) => `${said(data.rows[row].n)} × ${said(data.columns[column].n)}`;
const studiesOf = (part) => {
  const all = new Set();
  for (const cell of part) for (const source of cell.sources) all.add(source);
  return all.size;
};

/** What a cell says in words, which is all that a screen reader has of it. */
function sentence(cell) {
  if (cell.gap === 'absolute') return `${nameOf(cell.row, cell.column)}: ${word('absolute')}`;
  const parts = [counted('studies', cell.sources.size), counted('claims', cell.claims)];
  for (const [layer, info] of data.layers.entries()) {
    if (cell.entries.some((entry) => entry.claim.layer === layer)) parts.push(said(info.n));
  }
  if (cell.conflict) parts.push(word('conflict'));
  if (cell.gap === 'synthesis') parts.push(word('synthesis'));
  return `${nameOf(cell.row, cell.column)}: ${parts.join('; ')}`;
}

/** The sign of a cell: a circle whose area is the number of studies, or a diamond of statements. */
function sign(cell, greatest) {
  const mark = make('span', null, { class: 'sign', 'aria-hidden': 'true' });
  if (cell.gap === 'absolute') {
    mark.textContent = '×';
    mark.classList.add('none');
    return mark;
  }
  const disk = make('span', null, { class: `disk ${data.layers[cell.strongest].hatch}` });
  disk.classList.add(cell.sources.size > 0 ? 'circle' : 'diamond');
  if (cell.conflict) disk.classList.add('conflict');
  const side = cell.sources.size > 0
    ? Math.max(14, 40 * Math.sqrt(cell.sources.size / Math.max(1, greatest))) : 16;
  disk.style.width = `${side}px`;
  disk.style.height = `${side}px`;
  disk.style.backgroundColor = data.layers[cell.strongest].color;
  mark.append(disk, make('span', String(cell.sources.size || cell.claims), { class: 'number' }));
  return mark;
}

function fillKey() {
  const used = new Set(claims.map((claim) => claim.layer));
  const entries = [...data.layers.entries()].filter(([index]) => used.has(index)).map(([, layer]) => {
    const item = make('li');
    const disk = make('span', null, { class: `disk circle ${layer.hatch}`, 'aria-hidden': 'true' });
    disk.style.backgroundColor = layer.color;
    item.append(disk, make('span', said(layer.n), { dir: 'auto' }));
    return item;
  });
  for (const [shape, key] of [['disk diamond plain', 'onlyClaims'], ['disk circle plain conflict', 'conflict'],
    ['none', 'absolute']]) {
    const item = make('li');
    item.append(
      make('span', shape === 'none' ? '×' : '', { class: shape, 'aria-hidden': 'true' }), make('span', word(key)));
    entries.push(item);
  }
  $('key').replaceChildren(...entries);
}

function fillMatrix() {
  const focused = document.activeElement && document.activeElement.closest
    && document.activeElement.closest('#matrix-body');
  cells = cellsShown();
  const all = cells.flat();
  const greatest = Math.max(0, ...all.map((cell) => cell.sources.size));
  const head = make('tr');
  head.append(make('td'));
  for (const column of data.columns) {
    const cell = make('th', null, { scope: 'col' });
    cell.append(make('span', said(column.n), { dir: 'auto', class: 'name', title: said(column.n) }));
    head.append(cell);
  }
  head.append(make('th', word('total'), { scope: 'col', class: 'total' }));
  $('matrix-head').replaceChildren(head);
  $('matrix-body').replaceChildren(...cells.map((line, row) => {
    const tr = make('tr');
    tr.append(make('th', said(data.rows[row].n), { scope: 'row', dir: 'auto' }));
    for (const cell of line) {
      const td = make('td', null, {
        role: 'gridcell', 'aria-label': sentence(cell), title: sentence(cell),
        tabindex: cell.row === at.row && cell.column === at.column ? '0' : '-1',
        'data-row': String(cell.row), 'data-column': String(cell.column),
        'aria-selected': String(chosen !== null && chosen.row === cell.row && chosen.column === cell.column),
      });
      td.append(sign(cell, greatest));
      tr.append(td);
    }
    tr.append(make('td', String(studiesOf(line)), { class: 'total' }));
    return tr;
  }));
  const foot = make('tr');
  foot.append(make('th', word('total'), { scope: 'row' }));
  for (const column of data.columns.keys()) {
    foot.append(make('td', String(studiesOf(cells.map((line) => line[column]))), { class: 'total' }));
  }
  foot.append(make('td', String(studiesOf(all)), { class: 'total' }));
  $('matrix-foot').replaceChildren(foot);
  const count = all.reduce((sum, cell) => sum + cell.claims, 0);
  $('shown').textContent = `${word('showing')}: ${counted('studies', studiesOf(all))}, ${counted('claims', count)}`;
  if (focused) element(at.row, at.column).focus();
}

const element = (row, column) =>
  $('matrix-body').querySelector(`td[data-row="${row}"][data-column="${column}"]`);

function go(row, column) {
  const old = element(at.row, at.column);
  if (old) old.setAttribute('tabindex', '-1');
  at = {
    row: Math.max(0, Math.min(data.rows.length - 1, row)),
    column: Math.max(0, Math.min(data.columns.length - 1, column)),
  };
  const next = element(at.row, at.column);
  next.setAttribute('tabindex', '0');
  next.focus();
}

function choose(row, column, moves) {
  if (chosen) {
    const old = element(chosen.row, chosen.column);
    if (old) old.setAttribute('aria-selected', 'false');
  }
  chosen = { row, column };
  at = { row, column };
  for (const td of $('matrix-body').querySelectorAll('td[role="gridcell"]')) td.setAttribute('tabindex', '-1');
  const cell = element(row, column);
  cell.setAttribute('aria-selected', 'true');
  cell.setAttribute('tabindex', '0');
  tell();
  if (moves) {
    $('details-title').focus();
    $('details').scrollIntoView({ block: 'nearest' });
  }
}

$('matrix-body').addEventListener('click', (event) => {
  const td = event.target.closest('td[role="gridcell"]');
  if (td) choose(Number(td.dataset.row), Number(td.dataset.column), true);
});
$('matrix-body').addEventListener('keydown', (event) => {
  if (!event.target.matches('td[role="gridcell"]')) return;
  const [row, column] = [Number(event.target.dataset.row), Number(event.target.dataset.column)];
  const moves = {
    ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1], Home: [event.ctrlKey ? 0 : row, 0],
    End: [event.ctrlKey ? data.rows.length - 1 : row, data.columns.length - 1],
    PageUp: [0, column], PageDown: [data.rows.length - 1, column],
  };
  if (moves[event.key]) {
    event.preventDefault();
    go(...moves[event.key]);
  } else if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    choose(row, column, true);
  }
});
