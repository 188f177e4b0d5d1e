// What the page is about: read once from the JSON beside this script, never from a network.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($('graph').textContent);
const stances = data.stances;
data.kinds.forEach((kind, index) => { kind.index = index; });
let language = data.language;

/** A word of the page in the language of the moment. */
const word = (key) => data.words[key][language];
/** A text that may differ between the languages: one text, or an object of both. */
const said = (text) => (typeof text === 'string' ? text : text[language]);

const nodes = data.nodes.map((n, index) => ({
  index, id: n.id, label: n.l, name: n.n, box: n.b, shape: n.s, detail: n.d, lines: n.t, at: n.c,
  focus: n.f === 1, props: n.p, where: n.w, around: [], path: null, inner: null, text: '',
}));
const rels = data.relationships.map((r, index) => ({
  index, id: r.id, type: r.t, start: nodes[r.a], end: nodes[r.b], stance: r.s, props: r.p,
  where: r.w, printed: r.q, quoted: r.m === 1, claim: r.c, line: null, text: '',
}));
const lines = data.lines.map((l, index) => ({
  index, kind: data.kinds[l.k], dashed: l.h, width: l.w, shape: l.d, head: l.e, rels: l.r.map((r) => rels[r]),
  text: l.t, box: l.b, bounds: l.x, path: null, tip: null,
}));
for (const line of lines) for (const rel of line.rels) rel.line = line;
for (const rel of rels) {
  rel.start.around.push(rel);
  if (rel.end !== rel.start) rel.end.around.push(rel);
}

/** Text as it is compared: no accents, no case. */
const folded = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const allSaid = (text) => (typeof text === 'string' ? text : `${text.en}\n${text.cy}`);
const propsText = (props) => props.map(([key, value]) => `${data.keys[key]} ${value}`).join('\n');
for (const node of nodes) {
  node.text = folded(`${allSaid(node.name)}\n${data.labels[node.label].n}\n${propsText(node.props)}`);
}
for (const rel of rels) {
  rel.text = folded(
    `${allSaid(rel.start.name)}\n${rel.type}\n${allSaid(rel.end.name)}\n${propsText(rel.props)}`);
}

// What is shown: by label, by stance, by what is searched for; and what is chosen.
const shownLabels = new Set(data.labels.map((_, index) => index));
const shownStances = new Set([-1, ...stances.map((_, index) => index)]);
let searched = '';
let chosen = null;
let listed = 'nodes';

const isShownNode = (node) => shownLabels.has(node.label);
const isShownRel = (rel) =>
  shownStances.has(rel.stance) && isShownNode(rel.start) && isShownNode(rel.end);
const isShownLine = (line) => line.rels.some(isShownRel);
const matches = (thing) => searched === '' || searched.split(/\s+/).every((part) => thing.text.includes(part));

const stanceName = (index) => (index < 0 ? word('noStance') : said(stances[index]));
const order = new Intl.Collator(undefined, { numeric: true });
const byName = (a, b) =>
  a.label - b.label || order.compare(said(a.name), said(b.name)) || a.index - b.index;

/** An element with text; text is never read as HTML. */
function make(name, text, attributes) {
  const element = document.createElement(name);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  return element;
}
