// Paper, files to take away, the language, and the start.
function pictureForPaper() {
  const [width, height] = data.size;
  const root = svg('svg', {
    xmlns: svgName, viewBox: `-8 -8 ${width + 16} ${height + 16}`, role: 'img',
    'aria-label': $('title').textContent, 'font-family': 'Arial, Helvetica, Liberation Sans, sans-serif',
  });
  root.append(svg('rect', { x: -8, y: -8, width: width + 16, height: height + 16, fill: '#FFFFFF' }));
  for (const line of lines.filter(isShownLine)) {
    const { kind } = line;
    root.append(svg('path', {
      d: line.shape, fill: 'none', stroke: kind.color, 'stroke-width': line.width,
      'stroke-dasharray': line.dashed || 'none',
    }));
    if (line.head) {
      const fill = { color: kind.color, white: '#FFFFFF', none: 'none' }[kind.fill];
      root.append(svg('path', { d: line.head, fill, stroke: kind.color, 'stroke-width': 1.3 }));
    }
  }
  for (const node of nodes.filter(isShownNode)) {
    const look = data.labels[node.label];
    root.append(svg('path', { d: node.shape, fill: look.fill, stroke: '#000000', 'stroke-width': look.bold || node === chosen ? 2.4 : 1 }));
    if (node.detail) root.append(svg('path', { d: node.detail, fill: 'none', stroke: '#000000' }));
    const rows = said(node.lines);
    const first = node.at[1] - (rows.length * 13.2) / 2 + 10.45;
    rows.forEach((row, index) => {
      const text = svg('text', {
        x: node.at[0], y: first + index * 13.2, 'font-size': 11, 'text-anchor': 'middle', fill: look.text,
      });
      text.textContent = row;
      root.append(text);
    });
  }
  for (const line of lines.filter((one) => one.text && one.box && isShownLine(one))) {
    const [x, y, boxWidth, boxHeight] = line.box;
    root.append(svg('rect', { x, y, width: boxWidth, height: boxHeight, fill: '#FFFFFF' }));
    const text = svg('text', { x: x + boxWidth / 2, y: y + boxHeight / 2 + 3.2, 'font-size': 9, 'text-anchor': 'middle' });
    text.textContent = line.text;
    root.append(text);
  }
  return root;
}

/** The claims that are shown, a row each. */
const claims = () => rels.filter((rel) => isShownRel(rel) && matches(rel));
const claimCells = (rel) => [
  said(rel.start.name), rel.type, said(rel.end.name), rel.stance >= 0 ? stanceName(rel.stance) : '',
  rel.where ? said(rel.where) : '', [rel.printed, rel.claim].filter(Boolean).join(' — '),
];

function fillPaper() {
  $('paper-picture').replaceChildren(pictureForPaper());
  const looks = data.labels.map((look, index) => {
    const item = make('li');
    item.append(nodeSample(index), make('span', look.n || word('noLabel')));
    return item;
  });
  $('paper-key').replaceChildren(...looks, ...[...$('key-list').children].map((item) => item.cloneNode(true)));
  $('claims-body').replaceChildren(...claims().map((rel) => {
    const row = make('tr');
    for (const cell of claimCells(rel)) row.append(make('td', cell, { dir: 'auto' }));
    return row;
  }));
}

function save(name, type, text) {
  const link = make('a', '', { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** One cell of CSV; what a spreadsheet could take for a formula begins with an apostrophe. */
function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
function claimsAsCSV() {
  const head = ['from', 'relationship', 'to', 'stance', 'where', 'words'].map(word);
  return `\ufeff${[head, ...claims().map(claimCells)].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', word(element.dataset.label));
    if (element.tagName === 'BUTTON') element.title = word(element.dataset.label);
  }
  for (const code of ['en', 'cy']) $(`lang-${code}`).setAttribute('aria-pressed', String(code === next));
  $('title').textContent = data.title || word('title');
  document.title = $('title').textContent;
  $('shown').textContent = said(data.shown);
  $('source').textContent = said(data.source);
  $('tab-nodes').textContent = `${word('nodes')} (${nodes.length})`;
  $('tab-rels').textContent = `${word('relationships')} (${rels.length})`;
  fillFilters();
  fillList();
  tell(chosen);
  redraw();
}

function refresh() {
  fillList();
  if (chosen) tell(chosen);
  redraw();
}

function listThings(which) {
  listed = which;
  $('tab-nodes').setAttribute('aria-pressed', String(which === 'nodes'));
  $('tab-rels').setAttribute('aria-pressed', String(which === 'rels'));
  fillList();
}

let typing = 0;
$('search').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    searched = folded($('search').value.trim());
    refresh();
  }, 80);
});
$('search').addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  event.preventDefault();
  clearTimeout(typing);
  searched = folded($('search').value.trim());
  refresh();
  focusEntry(0);
  if (event.key === 'Enter' && things[0]) choose(things[0], 'list');
});
$('reset').addEventListener('click', () => {
  data.labels.forEach((_, index) => shownLabels.add(index));
  [-1, ...stances.keys()].forEach((index) => shownStances.add(index));
  searched = '';
  $('search').value = '';
  fillFilters();
  refresh();
});
$('tab-nodes').addEventListener('click', () => listThings('nodes'));
$('tab-rels').addEventListener('click', () => listThings('rels'));
for (const code of ['en', 'cy']) $(`lang-${code}`).addEventListener('click', () => speak(code));
$('zoom-in').addEventListener('click', () => zoom(1.3));
$('zoom-out').addEventListener('click', () => zoom(1 / 1.3));
$('zoom-fit').addEventListener('click', fit);
$('save-svg').addEventListener('click', () => save('graph.svg', 'image/svg+xml',
  new XMLSerializer().serializeToString(pictureForPaper())));
$('save-csv').addEventListener('click', () => save('claims.csv', 'text/csv', claimsAsCSV()));
$('print').addEventListener('click', () => window.print());
window.addEventListener('beforeprint', fillPaper);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && chosen) {
    choose(null, 'key');
  } else if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    $('search').focus();
  }
});
dark.addEventListener('change', redraw);
new ResizeObserver(resize).observe(view);
if (window.matchMedia('(max-width: 56rem)').matches) {
  $('filters').open = false;
  $('key').open = false;
}
if (data.kinds.length > 12) $('key').open = false;
resize();
speak(data.language);
fit();
// For whoever measures: what frames took, and where things lie in the window.
window.dolenPage = { frameTimes, camera, place: (id) => {
  const node = nodes.find((one) => one.id === id);
  const frame = view.getBoundingClientRect();
  return [frame.left + camera.x + (node.box[0] + node.box[2] / 2) * camera.scale,
    frame.top + camera.y + (node.box[1] + node.box[3] / 2) * camera.scale];
} };
