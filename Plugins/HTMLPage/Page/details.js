// What is known of the chosen thing: its names, where it is stated, in what words, and all it has.
const about = $('about');

function addProperties(props) {
  if (!props.length) return;
  about.append(make('h3', word('properties')));
  const terms = make('dl');
  for (const [key, value] of props) {
    terms.append(make('dt', data.keys[key]), make('dd', value, { dir: 'auto' }));
  }
  about.append(terms);
}

function linkTo(thing, text, note) {
  const item = make('li');
  const button = make('button', null, { type: 'button' });
  button.append(make('bdi', text));
  if (note) button.append(make('br'), make('small', note));
  button.addEventListener('click', () => choose(thing, 'details'));
  item.append(button);
  return item;
}

function tellNode(node) {
  about.append(make('h2', said(node.name), { dir: 'auto' }));
  if (typeof node.name !== 'string') {
    const other = language === 'en' ? 'cy' : 'en';
    about.append(make('p', node.name[other], { class: 'soft', lang: other, dir: 'auto' }));
  }
  about.append(make('p', data.labels[node.label].n || word('noLabel'), { class: 'soft' }));
  if (node.where) about.append(make('p', `${word('where')}: ${said(node.where)}`));
  const shown = node.around.filter(isShownRel);
  if (shown.length) {
    about.append(make('h3', `${word('relationships')} (${shown.length})`));
    const links = make('ul', null, { class: 'links' });
    for (const rel of shown) {
      const isOut = rel.start === node;
      const parts = [rel.type];
      if (rel.stance >= 0) parts.push(stanceName(rel.stance));
      if (rel.where) parts.push(said(rel.where));
      const other = isOut ? rel.end : rel.start;
      links.append(linkTo(rel, `${isOut ? '→' : '←'} ${said(other.name)}`, parts.join(' · ')));
    }
    about.append(links);
  }
  addProperties(node.props);
}

function tellRel(rel) {
  about.append(make('h2', rel.type));
  const ends = make('ul', null, { class: 'links' });
  ends.append(
    linkTo(rel.start, said(rel.start.name), word('from')), linkTo(rel.end, said(rel.end.name), word('to')));
  about.append(ends);
  const terms = make('dl');
  const add = (key, value) => {
    if (value) terms.append(make('dt', word(key)), make('dd', value, { dir: 'auto' }));
  };
  about.append(make('h3', word('provenance')));
  add('stance', rel.stance >= 0 ? stanceName(rel.stance) : '');
  add('where', rel.where ? said(rel.where) : '');
  add('claim', rel.claim);
  about.append(terms);
  if (rel.printed) {
    about.append(make('p', word(rel.quoted ? 'quotedAs' : 'citedAs'), { class: 'soft' }));
    about.append(make('blockquote', rel.printed, { dir: 'auto' }));
  }
  if (!rel.printed && !rel.where && rel.stance < 0) about.append(make('p', word('noProvenance')));
  const others = rel.line.rels.filter((other) => other !== rel && isShownRel(other));
  if (others.length) {
    about.append(make('h3', `${word('sameEnds')} (${others.length})`));
    const links = make('ul', null, { class: 'links' });
    for (const other of others) {
      links.append(linkTo(other, other.claim || other.type, other.where ? said(other.where) : ''));
    }
    about.append(links);
  }
  addProperties(rel.props);
}

function tell(thing) {
  about.replaceChildren();
  if (!thing) {
    about.append(make('h2', word('details')), make('p', word('chooseSomething')));
  } else if (thing.around) {
    tellNode(thing);
  } else {
    tellRel(thing);
  }
  $('details').scrollTop = 0;
}
