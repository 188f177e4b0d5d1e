// The picture: it is painted beside the window in slices of a frame, and shown when it is whole; what was
// painted last is moved and stretched meanwhile, so that the hand never waits.
const canvas = $('canvas');
const view = $('view');
const context = canvas.getContext('2d');
let still = document.createElement('canvas');
let draft = document.createElement('canvas');
let pen = draft.getContext('2d');
const camera = { scale: 1, x: 0, y: 0 };
const drawn = { scale: 1, x: 0, y: 0, cost: 0 };
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const darkColors = { '#000000': '#EEEEEE', '#595959': '#B8B8B8', '#8C8C8C': '#9A9A9A' };
const paper = () => (dark.matches ? '#1b1c1e' : '#ffffff');
const lineColor = (color) => (dark.matches ? darkColors[color] || color : color);
const frameTimes = [];
const slice = 12;
let painting = null;
let pending = 0;
let settling = 0;

function resize() {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(view.clientWidth * ratio));
  const height = Math.max(1, Math.round(view.clientHeight * ratio));
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = draft.width = width;
  canvas.height = draft.height = height;
  redraw();
  drawBitmap();
}

/** Shows the whole picture. */
function fit() {
  const [width, height] = data.size;
  const room = { width: view.clientWidth, height: view.clientHeight };
  camera.scale = Math.min(1.6, 0.94 * Math.min(room.width / (width || 1), room.height / (height || 1)));
  camera.x = (room.width - width * camera.scale) / 2;
  camera.y = (room.height - height * camera.scale) / 2;
  redraw();
}

function zoom(factor, x = view.clientWidth / 2, y = view.clientHeight / 2) {
  const scale = Math.min(6, Math.max(0.01, camera.scale * factor));
  const change = scale / camera.scale;
  camera.x = x - (x - camera.x) * change;
  camera.y = y - (y - camera.y) * change;
  camera.scale = scale;
  moved();
}

/** Brings a box into the middle, at a size at which it can be read, or at which all of it is seen. */
function show(box) {
  const room = 0.9 * Math.min(view.clientWidth / box[2], view.clientHeight / box[3]);
  const target = Math.min(Math.max(camera.scale, 0.8), Math.max(room, 0.05));
  const from = { ...camera };
  const to = {
    scale: target,
    x: view.clientWidth / 2 - (box[0] + box[2] / 2) * target,
    y: view.clientHeight / 2 - (box[1] + box[3] / 2) * target,
  };
  if (calm.matches) {
    Object.assign(camera, to);
    redraw();
    return;
  }
  const start = performance.now();
  const step = (now) => {
    const part = Math.min(1, (now - start) / 220);
    const eased = part * (2 - part);
    for (const key of ['scale', 'x', 'y']) camera[key] = from[key] + (to[key] - from[key]) * eased;
    if (part < 1) {
      moved();
      requestAnimationFrame(step);
    } else {
      redraw();
    }
  };
  requestAnimationFrame(step);
}

/** After a move: the bitmap at once, the picture itself where it is quick or the hand rests. */
function moved() {
  if (drawn.cost < slice) {
    redraw();
    return;
  }
  painting = null;
  if (!pending) pending = requestAnimationFrame(() => { pending = 0; drawBitmap(); });
  clearTimeout(settling);
  settling = setTimeout(redraw, 90);
}

/** Paints the picture anew, in as many frames as it takes. */
function redraw() {
  clearTimeout(settling);
  painting = null;
  if (pending) cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => {
    if (draft.width !== canvas.width || draft.height !== canvas.height) {
      draft.width = canvas.width;
      draft.height = canvas.height;
    }
    painting = { steps: paint(), camera: { ...camera }, cost: 0 };
    proceed();
  });
}

function proceed() {
  pending = 0;
  if (!painting) return;
  const begin = performance.now();
  let isDone = false;
  while (!isDone && performance.now() - begin < slice) isDone = painting.steps.next().done;
  const took = performance.now() - begin;
  painting.cost += took;
  if (!isDone) {
    frameTimes.push(took);
    pending = requestAnimationFrame(proceed);
    return;
  }
  [still, draft] = [draft, still];
  pen = draft.getContext('2d');
  Object.assign(drawn, painting.camera, { cost: painting.cost });
  painting = null;
  drawBitmap();
  frameTimes.push(performance.now() - begin);
}

function drawBitmap() {
  const ratio = window.devicePixelRatio || 1;
  const change = camera.scale / drawn.scale;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = paper();
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!still.width || !still.height) return;
  context.drawImage(
    still, (camera.x - drawn.x * change) * ratio, (camera.y - drawn.y * change) * ratio,
    still.width * change, still.height * change);
}

function pathOf(thing) {
  if (!thing.path) thing.path = new Path2D(thing.shape);
  return thing.path;
}

/** What is related to the chosen thing, which stands out; null where nothing is chosen. */
function related() {
  if (!chosen) return null;
  const near = new Set();
  if (chosen.around) {
    near.add(chosen);
    for (const rel of chosen.around) {
      if (!isShownRel(rel)) continue;
      near.add(rel.line).add(rel.start).add(rel.end);
    }
  } else {
    near.add(chosen.line).add(chosen.start).add(chosen.end);
  }
  return near;
}

/** The steps of painting, each of a millisecond or so. */
function* paint() {
  const ratio = window.devicePixelRatio || 1;
  const { scale, x: left, y: top } = camera;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  pen.fillStyle = paper();
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(scale * ratio, 0, 0, scale * ratio, left * ratio, top * ratio);
  const sight = {
    left: -left / scale, top: -top / scale,
    right: (view.clientWidth - left) / scale, bottom: (view.clientHeight - top) / scale,
  };
  const isSeen = (x, y, width, height) =>
    x < sight.right && x + width > sight.left && y < sight.bottom && y + height > sight.top;
  const near = related();
  yield* paintLines(isSeen, near, scale, scale * ratio);
  yield* paintNodes(isSeen, near, scale);
  if (scale < legible) yield* paintNames(near, ratio);
}

// From this scale on the names in the boxes can be read; below it names are written over the picture.
const legible = 0.68;
const nameFont = '11px Arial, Helvetica, "Liberation Sans", sans-serif';
const ranked = [...nodes].sort((a, b) => b.around.length - a.around.length || a.index - b.index);

/** A name on one line, short enough for a label, and how wide it is. */
function labelOf(node) {
  const name = said(node.name);
  if (node.labelled !== name) {
    const signs = [...name.replace(/\s+/g, ' ')];
    node.short = signs.length > 28 ? `${signs.slice(0, 27).join('').trimEnd()}…` : signs.join('');
    node.shortWidth = pen.measureText(node.short).width;
    node.labelled = name;
  }
  return node.short;
}

/** Names at one size whatever the scale: those of the most related nodes first, and none over another. */
function* paintNames(near, ratio) {
  const { scale, x: left, y: top } = camera;
  const [width, height] = [view.clientWidth, view.clientHeight];
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.font = nameFont;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  const isWanted = (node) => isShownNode(node) && (near === null || near.has(node))
    && (near !== null || searched === '' || matches(node));
  const weight = (node) => (node === chosen ? 2 : node.focus ? 1 : 0);
  const first = ranked.filter(weight).sort((a, b) => weight(b) - weight(a));
  // Places that are taken, in a grid of cells as high as a name.
  const cell = 18;
  const taken = new Map();
  const cellsOf = function* (box) {
    for (let row = Math.floor(box[1] / cell); row <= Math.floor(box[3] / cell); row += 1) {
      for (let column = Math.floor(box[0] / 64); column <= Math.floor(box[2] / 64); column += 1) {
        yield row * 4096 + column;
      }
    }
  };
  const isFree = (box) => {
    for (const key of cellsOf(box)) {
      for (const other of taken.get(key) || []) {
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
      }
    }
    return true;
  };
  let count = 0;
  for (const node of [...first, ...ranked]) {
    count += 1;
    if (count % 60 === 0) yield;
    if (count > first.length && weight(node)) continue;
    const x = left + node.at[0] * scale;
    const y = top + node.at[1] * scale;
    if (x < 0 || y < 0 || x > width || y > height || !isWanted(node)) continue;
    const text = labelOf(node);
    const half = node.shortWidth / 2 + 3;
    const middle = Math.min(Math.max(x, half), Math.max(half, width - half));
    const box = [middle - half, y - 8, middle + half, y + 8];
    // Between names the picture is to be seen.
    if (!isFree([box[0] - 14, box[1] - 9, box[2] + 14, box[3] + 9])) continue;
    for (const key of cellsOf(box)) {
      if (!taken.has(key)) taken.set(key, []);
      taken.get(key).push(box);
    }
    pen.globalAlpha = 0.86;
    pen.fillStyle = paper();
    pen.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    pen.globalAlpha = 1;
    pen.fillStyle = dark.matches ? '#ececec' : '#000000';
    pen.fillText(text, middle, y);
  }
}

function* paintLines(isSeen, near, scale, pixels) {
  // From afar lines are hairs: no dashes, no heads, which cost most.
  const isFar = scale < 0.28;
  const groups = new Map();
  for (const line of lines) {
    const [x, y, width, height] = line.bounds;
    if (!isSeen(x, y, width, height) || !isShownLine(line)) continue;
    const isDim = near !== null && !near.has(line);
    const key = `${isDim ? 0 : 1} ${line.kind.index} ${line.width} ${isFar ? '' : line.dashed}`;
    if (!groups.has(key)) groups.set(key, { isDim, first: line, members: [] });
    groups.get(key).members.push(line);
  }
  for (const key of [...groups.keys()].sort()) {
    const { isDim, first, members } = groups.get(key);
    const { kind } = first;
    const set = () => {
      pen.globalAlpha = isDim ? 0.12 : 1;
      pen.strokeStyle = lineColor(kind.color);
    };
    // Browsers draw hairs of up to 0.7 pixels quickly, fifty at a time, and wider lines one by one.
    const width = isFar ? 0.7 / pixels : first.width + (near && !isDim ? 0.8 : 0);
    const isHair = width * pixels <= 0.75;
    for (let place = 0; place < members.length; place += isHair ? 50 : 8) {
      set();
      pen.lineWidth = width;
      pen.setLineDash(isFar || !first.dashed ? [] : first.dashed.split(' ').map(Number));
      const some = members.slice(place, place + (isHair ? 50 : 8));
      if (isHair) {
        const all = new Path2D();
        for (const line of some) all.addPath(pathOf(line));
        pen.stroke(all);
      } else {
        for (const line of some) pen.stroke(pathOf(line));
      }
      yield;
    }
    if (isFar) continue;
    set();
    pen.setLineDash([]);
    pen.lineWidth = 1.3;
    pen.fillStyle = kind.fill === 'white' ? paper() : lineColor(kind.color);
    for (const line of members) {
      if (!line.head) continue;
      if (!line.tip) line.tip = new Path2D(line.head);
      if (kind.fill !== 'none') pen.fill(line.tip);
      pen.stroke(line.tip);
    }
  }
  pen.setLineDash([]);
  if (scale < 0.5) return;
  pen.font = '9px Arial, Helvetica, "Liberation Sans", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const line of lines) {
    if (!line.text || !line.box || !isSeen(...line.box) || !isShownLine(line)) continue;
    pen.globalAlpha = near && !near.has(line) ? 0.15 : 1;
    pen.fillStyle = paper();
    pen.fillRect(...line.box);
    pen.fillStyle = dark.matches ? '#ececec' : '#000000';
    pen.fillText(line.text, line.box[0] + line.box[2] / 2, line.box[1] + line.box[3] / 2);
  }
}

function* paintNodes(isSeen, near, scale) {
  const isFar = scale < 0.28;
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.font = '11px Arial, Helvetica, "Liberation Sans", sans-serif';
  const outline = dark.matches ? '#f0f0f0' : '#000000';
  let count = 0;
  for (const node of nodes) {
    const [x, y, width, height] = node.box;
    if (!isSeen(x, y, width, height) || !isShownNode(node)) continue;
    count += 1;
    if (count % 24 === 0) yield;
    const look = data.labels[node.label];
    const isFound = searched !== '' && matches(node);
    const isDim = (near && !near.has(node)) || (searched !== '' && !isFound && !near);
    if (isDim) {
      // No line shows through.
      pen.globalAlpha = 1;
      pen.fillStyle = paper();
      if (isFar) pen.fillRect(x, y, width, height); else pen.fill(pathOf(node));
    }
    pen.globalAlpha = isDim ? 0.2 : 1;
    pen.fillStyle = look.fill;
    if (isFar) {
      pen.fillRect(x, y, width, height);
      if (look.fill === '#FFFFFF' && !dark.matches) {
        // White on white would not be seen.
        pen.strokeStyle = outline;
        pen.lineWidth = 0.7 / scale;
        pen.strokeRect(x, y, width, height);
      }
      if (node === chosen || isFound) {
        pen.strokeStyle = outline;
        pen.lineWidth = 3 / scale;
        pen.strokeRect(x, y, width, height);
      }
      continue;
    }
    pen.fill(pathOf(node));
    pen.strokeStyle = outline;
    pen.lineWidth = node === chosen ? 4 : look.bold || node.focus || isFound ? 2.4 : 1;
    pen.stroke(node.path);
    if (node.detail) {
      if (!node.inner) node.inner = new Path2D(node.detail);
      pen.lineWidth = 1;
      pen.stroke(node.inner);
    }
    if (scale < legible) continue;
    pen.fillStyle = look.text;
    const rows = said(node.lines);
    const first = node.at[1] - (rows.length * 13.2) / 2 + 10.45;
    rows.forEach((row, index) => pen.fillText(row, node.at[0], first + index * 13.2));
  }
  pen.globalAlpha = 1;
}

/** What lies at a place of the window: a node, else a relationship, else nothing. */
function at(clientX, clientY) {
  const frame = view.getBoundingClientRect();
  const x = (clientX - frame.left - camera.x) / camera.scale;
  const y = (clientY - frame.top - camera.y) / camera.scale;
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const [left, top, width, height] = nodes[index].box;
    if (x < left || y < top || x > left + width || y > top + height) continue;
    if (isShownNode(nodes[index])) return nodes[index];
  }
  const reach = 7 / camera.scale;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.setLineDash([]);
  context.lineWidth = 2 * reach;
  const found = lines.find((line) => {
    const [left, top, width, height] = line.bounds;
    return x > left - reach && y > top - reach && x < left + width + reach && y < top + height + reach
      && isShownLine(line) && context.isPointInStroke(pathOf(line), x, y);
  });
  context.restore();
  return found ? found.rels.find(isShownRel) : null;
}

let grip = null;
view.addEventListener('pointerdown', (event) => {
  grip = { x: event.clientX, y: event.clientY, fromX: camera.x, fromY: camera.y, isMove: false };
  view.setPointerCapture(event.pointerId);
});
view.addEventListener('pointermove', (event) => {
  if (!grip) return;
  const [dx, dy] = [event.clientX - grip.x, event.clientY - grip.y];
  if (!grip.isMove && Math.hypot(dx, dy) < 4) return;
  grip.isMove = true;
  view.classList.add('moving');
  camera.x = grip.fromX + dx;
  camera.y = grip.fromY + dy;
  moved();
});
view.addEventListener('pointerup', (event) => {
  if (grip && !grip.isMove) choose(at(event.clientX, event.clientY), 'picture');
  grip = null;
  view.classList.remove('moving');
});
view.addEventListener('pointercancel', () => { grip = null; });
view.addEventListener('wheel', (event) => {
  event.preventDefault();
  const frame = view.getBoundingClientRect();
  zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - frame.left,
    event.clientY - frame.top);
}, { passive: false });
view.addEventListener('keydown', (event) => {
  const step = 60;
  const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
  if (moves[event.key]) {
    camera.x += moves[event.key][0];
    camera.y += moves[event.key][1];
    moved();
  } else if (event.key === '+' || event.key === '=') {
    zoom(1.25);
  } else if (event.key === '-') {
    zoom(0.8);
  } else if (event.key === '0') {
    fit();
  } else if (event.key === 'Enter' && chosen) {
    $('about').focus();
  } else {
    return;
  }
  event.preventDefault();
});
