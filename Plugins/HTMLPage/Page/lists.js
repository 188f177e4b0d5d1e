// What can be seen in the picture can be found in the lists, by keyboard and by ear.
const list = $('list');
let things = [];
/** The elements of the first of the things; more are made where somebody goes there. */
let items = [];
const batch = 150;

function found() {
  return listed === 'nodes'
    ? nodes.filter((node) => isShownNode(node) && matches(node)).sort(byName)
    : rels.filter((rel) => isShownRel(rel) && matches(rel));
}

function entry(thing) {
  const item = make('li', null, { role: 'option', tabindex: '-1', 'aria-selected': String(thing === chosen) });
  if (thing.around) {
    item.append(make('bdi', said(thing.name)));
    item.append(make('small', `${data.labels[thing.label].n || word('noLabel')} · ${thing.around.length}`));
  } else {
    item.append(make('bdi', `${said(thing.start.name)} → ${said(thing.end.name)}`));
    const parts = [thing.type];
    if (thing.stance >= 0) parts.push(stanceName(thing.stance));
    if (thing.where) parts.push(said(thing.where));
    item.append(make('small', parts.join(' · ')));
  }
  return item;
}

/** Makes elements until there are `count`. */
function grow(count) {
  const until = Math.min(things.length, count);
  if (until <= items.length) return;
  const more = document.createDocumentFragment();
  for (let place = items.length; place < until; place += 1) {
    const item = entry(things[place]);
    item.setAttribute('aria-setsize', String(things.length));
    item.setAttribute('aria-posinset', String(place + 1));
    items.push(item);
    more.append(item);
  }
  list.append(more);
}

/** Lets the tabulator come to one of the things. */
function offer(place) {
  const old = list.querySelector('[tabindex="0"]');
  if (old) old.tabIndex = -1;
  grow(place + 1);
  if (items[place]) items[place].tabIndex = 0;
}

/** Fills the list anew, where the focus stays on the thing that had it. */
function fillList() {
  const focused = things[items.indexOf(document.activeElement)];
  things = found();
  items = [];
  list.replaceChildren();
  list.setAttribute('aria-label', word(listed === 'nodes' ? 'nodes' : 'relationships'));
  grow(batch);
  offer(Math.max(0, things.indexOf(focused || chosen)));
  if (focused && things.includes(focused)) items[things.indexOf(focused)].focus();
  const total = listed === 'nodes' ? nodes.length : rels.length;
  $('count').textContent = `${things.length} / ${total}`;
}

function focusEntry(place) {
  if (place < 0 || place >= things.length) return;
  grow(place + 12);
  offer(place);
  items[place].focus();
}

list.addEventListener('scroll', () => {
  if (list.scrollTop + 2 * list.clientHeight > list.scrollHeight) grow(items.length + batch);
});
list.addEventListener('click', (event) => {
  const place = items.indexOf(event.target.closest('li'));
  if (place < 0) return;
  focusEntry(place);
  choose(things[place], 'list');
});
list.addEventListener('keydown', (event) => {
  const place = items.indexOf(document.activeElement);
  const places = {
    ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: things.length - 1,
    PageDown: Math.min(place + 10, things.length - 1), PageUp: Math.max(place - 10, 0),
  };
  if (event.key in places) {
    focusEntry(places[event.key]);
  } else if (event.key === 'Enter' || event.key === ' ') {
    if (place >= 0) choose(things[place], 'list');
  } else {
    return;
  }
  event.preventDefault();
});

/** Chooses a node or a relationship, or nothing, wherever that was asked. */
function choose(thing, from) {
  chosen = thing;
  items.forEach((item, place) => item.setAttribute('aria-selected', String(things[place] === thing)));
  tell(thing);
  if (thing && from !== 'picture') {
    const box = thing.around ? thing.box : thing.line.bounds;
    show(box);
  } else {
    redraw();
  }
  if (from === 'picture' || from === 'details') {
    const place = things.indexOf(thing);
    if (place >= 0) {
      offer(place);
      items[place].scrollIntoView({ block: 'nearest' });
    }
  }
  if (from === 'details') $('about').focus();
}

/** A square to tick for each of some things, with what it looks like and how many there are. */
function fillFilter(fieldset, things, set) {
  for (const old of [...fieldset.querySelectorAll('label')]) old.remove();
  for (const { index, name, count, sample } of things) {
    const label = make('label');
    const box = make('input', null, { type: 'checkbox', value: String(index) });
    box.checked = set.has(index);
    box.addEventListener('change', () => {
      if (box.checked) set.add(index); else set.delete(index);
      refresh();
    });
    label.append(box);
    if (sample) label.append(sample);
    label.append(make('span', name), make('small', String(count)));
    fieldset.append(label);
  }
}

const svgName = 'http://www.w3.org/2000/svg';
function svg(name, attributes) {
  const element = document.createElementNS(svgName, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
function nodeSample(label) {
  const look = data.labels[label];
  const sample = svg('svg', { class: 'sample', viewBox: '0 0 34 18', 'aria-hidden': 'true' });
  sample.append(svg('path', { d: look.sample[0], fill: look.fill, stroke: '#000', 'stroke-width': look.bold ? 2.4 : 1 }));
  if (look.sample[1]) sample.append(svg('path', { d: look.sample[1], fill: 'none', stroke: '#000' }));
  return sample;
}
function lineSample(kind) {
  const sample = svg('svg', { class: 'sample', viewBox: '0 0 34 18', 'aria-hidden': 'true' });
  sample.append(svg('path', {
    d: 'M2 9L31 9', fill: 'none', stroke: kind.color, 'stroke-width': kind.width,
    'stroke-dasharray': kind.dashes || 'none',
  }));
  if (kind.head) {
    const fill = { color: kind.color, white: '#fff', none: 'none' }[kind.fill];
    sample.append(svg('path', { d: kind.head, fill, stroke: kind.color, 'stroke-width': 1.3 }));
  }
  return sample;
}

function fillFilters() {
  const counts = new Map();
  for (const node of nodes) counts.set(node.label, (counts.get(node.label) || 0) + 1);
  fillFilter($('labels'), data.labels.map((look, index) => ({
    index, name: look.n || word('noLabel'), count: counts.get(index) || 0, sample: nodeSample(index),
  })), shownLabels);
  const ofStance = new Map();
  for (const rel of rels) ofStance.set(rel.stance, (ofStance.get(rel.stance) || 0) + 1);
  fillFilter($('stances'), [...stances.map((_, index) => index), -1]
    .filter((index) => ofStance.get(index))
    .map((index) => ({
      index, name: stanceName(index), count: ofStance.get(index),
      sample: index < 0 ? null : lineSample(data.stanceLooks[index]),
    })), shownStances);
  const key = $('key-list');
  key.replaceChildren(...data.kinds.map((kind) => {
    const item = make('li');
    item.append(lineSample(kind), make('span', said(kind.n)));
    return item;
  }));
  for (const entry of data.legend) {
    const item = make('li');
    item.append(lineSample(entry), make('span', said(entry.n)));
    key.append(item);
  }
}
