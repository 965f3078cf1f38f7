// The network: lines and marks of SVG, moved, enlarged and chosen with mouse, finger or keys.
const LIMIT = 110;
const picture = find("network");
const view = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
let points = [];
let layers = null;

function prepare() {
  const { nodes, degree, hidden } = drawable(LIMIT);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "600 12.5px system-ui, sans-serif";
  points = nodes.map((index) => {
    const radius = 6 + 2.6 * Math.sqrt(degree.get(index));
    const label = NODES[index].label.length > 26 ? `${[...NODES[index].label].slice(0, 24).join("")}…` : NODES[index].label;
    return { index, label, radius, wide: Math.max(2 * radius, pen.measureText(label).width) + 8, above: radius + 3, below: radius + 19, strong: degree.get(index) > 4 || NODES[index].group === 0 };
  });
  find("limit").hidden = !hidden;
  find("limit").textContent = hidden ? `The ${nodes.length} names with the most statements; ${hidden} more are in the table.` : "";
}

function place() {
  const box = picture.getBoundingClientRect();
  Object.assign(view, { width: box.width, height: box.height });
  const at = new Map(points.map((point) => [point.index, point]));
  for (const point of points) point.mass = 1;
  const ties = new Map();
  for (const line of bundles(STATEMENTS.filter((each) => each.o !== null))) {
    if (line.from === line.to || !at.has(line.from) || !at.has(line.to)) continue;
    const [a, b] = [line.from, line.to].sort((x, y) => x - y).map((index) => at.get(index));
    const key = `${a.index} ${b.index}`;
    // The more lines, the longer, so that they can be told apart.
    if (ties.has(key)) ties.get(key).length += 14;
    else { ties.set(key, { a, b, length: 34 }); a.mass += 1; b.mass += 1; }
  }
  const buttons = find("closer").parentElement;
  const taken = { left: buttons.offsetLeft, top: buttons.offsetTop, bottom: buttons.offsetTop + buttons.offsetHeight };
  if (points.length) arrange(points, [...ties.values()], view.width, view.height - find("types").offsetHeight, taken);
  whole();
}

function draw() {
  const at = new Map(points.map((point) => [point.index, point]));
  const shown = STATEMENTS.filter((each) => each.o !== null && at.has(each.s) && at.has(each.o) && passes(each));
  const lines = bundles(shown);
  const ends = new Set(shown.flatMap((each) => [each.s, each.o]));
  bend(lines, at);
  layers = svg("g", {}, [
    svg("g", {}, lines.map((line) => drawLine(line, at))),
    svg("g", {}, points.filter((point) => ends.has(point.index)).map(drawNode))]);
  picture.replaceChildren(layers);
  look();
}

// Lines between the same two are fanned out, so that each can be seen and hit.
function bend(lines, at) {
  const pairs = new Map();
  for (const line of lines) {
    const key = [Math.min(line.from, line.to), Math.max(line.from, line.to)].join(" ");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(line);
  }
  for (const beside of pairs.values()) {
    const [a, b] = [at.get(beside[0].from), at.get(beside[0].to)];
    const step = Math.min(26, (1.1 * Math.hypot(a.x - b.x, a.y - b.y)) / beside.length);
    beside.forEach((line, rank) => {
      const fan = (rank - (beside.length - 1) / 2) * step;
      line.bend = line.from < line.to ? fan : -fan;
      line.rank = rank;
      // In the whole picture only lone lines that are events are labelled; a fan of labels could not be read.
      line.telling = beside.length === 1 && DATA.quads[line.quad].event;
    });
  }
}

function curve(line, a, b) {
  if (line.from === line.to) {
    const size = a.radius + 16 + 7 * line.rank;
    return { path: `M${a.x - 3},${a.y - a.radius} C${a.x - size},${a.y - 2.2 * size} ${a.x + size},${a.y - 2.2 * size} ${a.x + 3},${a.y - a.radius}`, x: a.x, y: a.y - 1.7 * size, tip: null };
  }
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const far = Math.hypot(dx, dy) || 1;
  const middle = { x: (a.x + b.x) / 2 - (dy / far) * line.bend * 1.6, y: (a.y + b.y) / 2 + (dx / far) * line.bend * 1.6 };
  const start = edgeOf(a, middle);
  const end = edgeOf(b, middle);
  return {
    path: `M${start.x},${start.y} Q${middle.x},${middle.y} ${end.x},${end.y}`,
    x: (a.x + b.x) / 4 + middle.x / 2, y: (a.y + b.y) / 4 + middle.y / 2,
    tip: { ...end, angle: Math.atan2(end.y - middle.y, end.x - middle.x) },
  };
}

function edgeOf(point, toward) {
  const far = Math.hypot(toward.x - point.x, toward.y - point.y) || 1;
  const out = Math.min(point.radius + 3, far);
  return { x: point.x + ((toward.x - point.x) / far) * out, y: point.y + ((toward.y - point.y) / far) * out };
}

// Whether a label at this place would be clear of all marks and names.
function clear(x, y, text) {
  const half = text.length * 2.9 + 2;
  return points.every((p) => Math.abs(p.x - x) > half + p.wide / 2 || y - 10 > p.y + p.below || y + 2 < p.y - p.above);
}

function drawLine(line, at) {
  const shape = curve(line, at.get(line.from), at.get(line.to));
  const colour = DATA.quads[line.quad].colour;
  const wide = 1.6 + 1.1 * Math.sqrt(line.statements.length - 1);
  const label = lineLabel(line);
  line.telling &&= clear(shape.x, shape.y - 4, label);
  const parts = [
    svg("path", { class: `tie line-${line.line}`, d: shape.path, stroke: colour, "stroke-width": wide }),
    line.arrow && shape.tip ? arrow(shape.tip, colour, wide) : null,
    line.denied ? svg("path", { class: "cross", d: `M${shape.x - 4},${shape.y - 4} l8,8 m0,-8 l-8,8` }) : null,
    svg("text", { class: "tie-label", x: shape.x, y: shape.y - 4 }, label),
    svg("path", { class: "hit", d: shape.path, click: () => choose({ statements: line.statements }), pointerenter: () => look(line), pointerleave: () => look() }, svg("title", {}, `${NODES[line.from].label} ${label} ${NODES[line.to].label}`)),
  ];
  const group = svg("g", { class: "line" }, parts);
  group.line = line;
  return group;
}

function arrow(tip, colour, wide) {
  const size = 6 + wide;
  const turn = (tip.angle * 180) / Math.PI;
  return svg("path", { d: `M1,0 L${-size},${-size / 2.3} L${-size},${size / 2.3} Z`, fill: colour, transform: `translate(${tip.x},${tip.y}) rotate(${turn})` });
}

function lineLabel(line) {
  const labels = [...new Set(line.statements.map((index) => STATEMENTS[index].label))];
  const more = line.statements.length > 1 && labels.length === 1 ? ` ×${line.statements.length}` : labels.length > 1 ? ` +${labels.length - 1}` : "";
  return (line.denied ? "not: " : "") + labels[0] + more;
}

// Shapes say the type too, for those who cannot tell the colours: states are square, bodies have corners.
function mark(group, radius) {
  const { shape, colour } = DATA.groups[group];
  if (shape === "square") return svg("rect", { class: "shape", x: -radius * 0.92, y: -radius * 0.92, width: radius * 1.84, height: radius * 1.84, rx: radius * 0.3, fill: colour });
  if (shape === "diamond") return svg("path", { class: "shape", d: `M0,${-radius * 1.2} L${radius * 1.2},0 L0,${radius * 1.2} L${-radius * 1.2},0 Z`, fill: colour });
  return svg("circle", { class: "shape", r: radius, fill: colour });
}

function drawNode(point) {
  const node = NODES[point.index];
  const group = svg("g", {
    class: point.strong ? "node strong" : "node", transform: `translate(${point.x},${point.y})`, tabindex: 0, role: "button",
    "aria-label": `${node.label}, ${node.type}`, pointerenter: () => look(null, point.index), pointerleave: () => look(),
    keydown: (event) => { if (event.key === "Enter") choose({ node: point.index }); },
  }, [mark(node.group, point.radius), svg("text", { y: point.radius + 14 }, point.label), svg("title", {}, `${node.label} (${node.type})`)]);
  group.point = point;
  return group;
}

// What is chosen or pointed at stands out, and the rest fades.
function look(line, pointed) {
  if (!layers) return;
  const chosen = state.chosen || {};
  const node = pointed === undefined ? chosen.node : pointed;
  const some = line ? line.statements : node === undefined ? chosen.statements : undefined;
  const near = new Set();
  const all = node === undefined && !some && !state.query;
  const few = layers.firstChild.childElementCount <= 60 && view.width > 760;
  for (const group of layers.firstChild.children) {
    const its = group.line;
    const lit = all || (some ? its.statements.some((index) => some.includes(index)) : node !== undefined ? its.from === node || its.to === node : its.statements.some((index) => matches(STATEMENTS[index])));
    group.classList.toggle("faded", !lit);
    group.querySelector(".tie-label").style.display = lit && (!all || (few && its.telling)) ? "" : "none";
    if (lit) near.add(its.from).add(its.to);
  }
  for (const group of layers.lastChild.children) {
    const named = state.query && NODES[group.point.index].label.toLowerCase().includes(state.query);
    group.classList.toggle("faded", !all && !named && group.point.index !== node && !near.has(group.point.index));
    group.classList.toggle("chosen", group.point.index === chosen.node);
  }
}

// --- moving about

function transform() {
  layers?.setAttribute("transform", `translate(${view.x},${view.y}) scale(${view.scale})`);
}

function whole() {
  Object.assign(view, { x: 0, y: 0, scale: 1 });
  transform();
}

function zoom(factor, x = view.width / 2, y = view.height / 2) {
  const scale = Math.min(6, Math.max(0.4, view.scale * factor));
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
  transform();
}

function watchPointer() {
  let held = null;
  picture.addEventListener("pointerdown", (event) => {
    const point = event.target.closest(".node")?.point;
    held = { x: event.clientX, y: event.clientY, point, far: 0 };
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    held.far += Math.abs(dx) + Math.abs(dy);
    if (held.far < 4) return;
    Object.assign(held, { x: event.clientX, y: event.clientY });
    picture.classList.add("moving");
    if (held.point) { held.point.x += dx / view.scale; held.point.y += dy / view.scale; draw(); }
    else { view.x += dx; view.y += dy; }
    transform();
  });
  window.addEventListener("pointerup", (event) => {
    picture.classList.remove("moving");
    const still = held && held.far < 4;
    if (still && held.point) choose({ node: held.point.index });
    else if (still && event.target === picture) choose(null);
    held = null;
  });
  window.addEventListener("pointercancel", () => { held = null; });
  picture.addEventListener("wheel", (event) => {
    // A plain turn of the wheel scrolls the page; with Ctrl, as a pinch on a trackpad sends it, the picture grows.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = picture.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
}
