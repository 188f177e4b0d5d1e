// What the page is about: read once from the JSON beside this script, never from a network.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($('graph').textContent);
let language = data.language;

/** A word of the page in the language of the moment. */
const word = (key) => data.words[key][language];
/** A text that may differ between the languages: one text, or an object of both. */
const said = (text) => (typeof text === 'string' ? text : text[language]);
const allSaid = (text) => (typeof text === 'string' ? text : `${text.en}\n${text.cy}`);
/** A number of things: Welsh changes the word with the numeral. */
function counted(thing, number) {
  const forms = data.plurals[thing][language];
  return forms[Math.min(number, forms.length - 1)].replace('#', String(number));
}

/** Text as it is compared: no accents, no case. */
const folded = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

/** An element with text; text is never read as HTML. */
function make(name, text, attributes) {
  const element = document.createElement(name);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  return element;
}

const sources = data.sources.map((s, index) => ({
  index, id: s.id, name: s.n, year: s.y === undefined ? null : s.y,
  kind: s.k === undefined ? null : s.k, synthesis: s.r === 1,
}));
const kinds = [...new Set(sources.map((s) => s.kind))].sort((a, b) =>
  (a === null) - (b === null) || String(a).localeCompare(String(b)));
const claims = data.claims.map((c, index) => ({
  index, row: c.r, column: c.c, layer: c.l, sources: c.s, text: c.t || '', printed: c.p || '',
  quotation: c.q === 1, quoted: c.m === 1, where: c.w, stance: c.e === undefined ? -1 : c.e, counts: c.x !== 1,
  words: folded([c.t, c.p, c.w && allSaid(c.w), allSaid(data.rows[c.r].n), allSaid(data.columns[c.c].n),
    ...c.s.map((s) => `${sources[s].id} ${allSaid(sources[s].name)} ${sources[s].kind || ''}`)]
    .filter(Boolean).join('\n')),
}));
const years = sources.map((s) => s.year).filter((year) => year !== null);

// What is shown. A claim of the text itself has no study: it is kept by "not stated" of kind and year.
const shown = {
  layers: new Set(data.layers.keys()), kinds: new Set(kinds.keys()),
  stances: new Set([-1, ...data.stances.keys()]), from: null, to: null, noYear: true, text: '',
};
const noKind = () => {
  const place = kinds.indexOf(null);
  return place < 0 || shown.kinds.has(place);
};

function isShownSource(source) {
  if (!shown.kinds.has(kinds.indexOf(source.kind))) return false;
  if (source.year === null) return shown.noYear;
  return (shown.from === null || source.year >= shown.from)
    && (shown.to === null || source.year <= shown.to);
}

/** The claim with the sources that are shown, or null where nothing of it is. */
function visible(claim) {
  if (!shown.layers.has(claim.layer) || !shown.stances.has(claim.stance)) return null;
  if (shown.text && !shown.text.split(/\s+/).every((part) => claim.words.includes(part))) return null;
  if (claim.sources.length === 0) return noKind() && shown.noYear ? { claim, sources: [] } : null;
  const seen = claim.sources.map((s) => sources[s]).filter(isShownSource);
  return seen.length > 0 ? { claim, sources: seen } : null;
}

/** What each cell has of what is shown: the rule of evidence.gapMap. */
function cellsShown() {
  const cells = data.rows.map((_, row) => data.columns.map((__, column) => ({
    row, column, sources: new Set(), claims: 0, entries: [], stances: new Map(), strongest: -1,
    gap: null, conflict: false,
  })));
  for (const claim of claims) {
    const entry = visible(claim);
    if (!entry) continue;
    const cell = cells[claim.row][claim.column];
    cell.entries.push(entry);
    for (const source of entry.sources) cell.sources.add(source);
    if (claim.counts) {
      cell.claims += 1;
      cell.stances.set(claim.stance, (cell.stances.get(claim.stance) || 0) + 1);
    }
    if (cell.strongest < 0 || claim.layer < cell.strongest) cell.strongest = claim.layer;
  }
  for (const line of cells) for (const cell of line) {
    const stated = [...cell.sources].filter((source) => source.kind !== null);
    if (cell.sources.size === 0 && cell.claims === 0) cell.gap = 'absolute';
    else if (stated.length > 0 && !stated.some((source) => source.synthesis)) cell.gap = 'synthesis';
    // The places of stances: supports, barrier, mixed, neutral.
    cell.conflict = cell.stances.has(0) && cell.stances.has(1);
  }
  return cells;
}
