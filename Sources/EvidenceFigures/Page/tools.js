// Filters, language, print, and the beginning.
function fillChoices(id, names, set, values) {
  const box = $(id);
  for (const old of box.querySelectorAll('label')) old.remove();
  for (const [index, value] of values.entries()) {
    const label = make('label', null, { class: 'check' });
    const input = make('input', null, { type: 'checkbox' });
    input.checked = set.has(value);
    input.addEventListener('change', () => {
      if (input.checked) set.add(value); else set.delete(value);
      refresh();
    });
    label.append(input, make('span', names[index], { dir: 'auto' }));
    box.append(label);
  }
}

function fillFilters() {
  fillChoices('layers', data.layers.map((layer) => said(layer.n)), shown.layers, [...data.layers.keys()]);
  fillChoices('kinds', kinds.map((kind) => kind ?? word('notStated')), shown.kinds, [...kinds.keys()]);
  const stances = [...new Set(claims.map((claim) => claim.stance))].sort((a, b) => (a < 0) - (b < 0) || a - b);
  fillChoices('stances', stances.map(stanceName), shown.stances, stances);
  $('year-none').checked = shown.noYear;
}

function refresh() {
  fillMatrix();
  tell();
  fillGaps();
}

function fillAbout() {
  $('caption').replaceChildren(...data.caption.map((text) => make('p', said(text), { dir: 'auto' })));
  const list = $('origin');
  list.replaceChildren();
  const add = (key, value) => list.append(make('dt', key, { dir: 'auto' }), make('dd', value, { dir: 'auto' }));
  for (const query of data.queries) add(`${word('query')}: ${query.n}`, query.q);
  if (data.parameters) add(word('parameters'), data.parameters);
  add(word('digest'), data.digest);
  add(word('date'), data.date);
}

function fillPaper() {
  $('paper').hidden = false;
  $('paper-head').replaceChildren(...claimHead().map((text) => make('th', text, { scope: 'col' })));
  $('paper-body').replaceChildren(...claimRows().map((row) => {
    const tr = make('tr');
    for (const text of row) tr.append(make('td', text, { dir: 'auto' }));
    return tr;
  }));
  for (const box of document.querySelectorAll('#gaps details')) box.open = true;
}

function speak(next) {
  language = next;
  document.documentElement.lang = next;
  for (const found of document.querySelectorAll('[data-word]')) found.textContent = word(found.dataset.word);
  for (const found of document.querySelectorAll('[data-label]')) {
    found.setAttribute('aria-label', word(found.dataset.label));
  }
  for (const code of ['en', 'cy']) $(`lang-${code}`).setAttribute('aria-pressed', String(code === next));
  $('title').textContent = data.title || word('title');
  document.title = $('title').textContent;
  fillFilters();
  fillKey();
  fillAbout();
  refresh();
}

let typing = 0;
function typed() {
  clearTimeout(typing);
  typing = setTimeout(() => {
    shown.text = folded($('search').value.trim());
    const number = (id) => ($(id).value.trim() === '' || !Number.isFinite(Number($(id).value)) ? null : Number($(id).value));
    shown.from = number('year-from');
    shown.to = number('year-to');
    refresh();
  }, 80);
}
for (const id of ['search', 'year-from', 'year-to']) $(id).addEventListener('input', typed);
if (years.length > 0) {
  for (const [id, value] of [['year-from', Math.min(...years)], ['year-to', Math.max(...years)]]) {
    $(id).setAttribute('placeholder', String(value));
  }
}
$('year-none').addEventListener('change', () => {
  shown.noYear = $('year-none').checked;
  refresh();
});
$('reset').addEventListener('click', () => {
  for (const index of data.layers.keys()) shown.layers.add(index);
  for (const index of kinds.keys()) shown.kinds.add(index);
  for (const index of [-1, ...data.stances.keys()]) shown.stances.add(index);
  Object.assign(shown, { from: null, to: null, noYear: true, text: '' });
  for (const id of ['search', 'year-from', 'year-to']) $(id).value = '';
  fillFilters();
  refresh();
});
for (const code of ['en', 'cy']) $(`lang-${code}`).addEventListener('click', () => speak(code));
$('save-cells').addEventListener('click', () => save('gap-map.csv', [cellHead(), ...cellRows()]));
$('save-claims').addEventListener('click', () => save('claims.csv', [claimHead(), ...claimRows()]));
$('print').addEventListener('click', () => window.print());
window.addEventListener('beforeprint', fillPaper);
window.addEventListener('afterprint', () => { $('paper').hidden = true; });
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && $('details').contains(document.activeElement)) {
    element(at.row, at.column).focus();
  } else if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    $('filter-box').open = true;
    $('search').focus();
  }
});
if (window.matchMedia('(max-width: 56rem)').matches) $('filter-box').open = false;
speak(data.language);
