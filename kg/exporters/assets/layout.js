// Where to draw what: springs along ties, repulsion between all, from a start that is always the same.
// Room above the topmost mark, in pixels.
const ROOF = 8;

function arrange(points, ties, width, height, taken) {
  const ratio = Math.min(2.2, Math.max(0.45, width / height));
  points.forEach((point, index) => {
    const radius = 40 * Math.sqrt(index + 0.5);
    point.x = radius * Math.cos(index * 2.399963);
    point.y = radius * Math.sin(index * 2.399963);
  });
  const steps = points.length > 80 ? 220 : 420;
  for (let step = 0; step < steps; step += 1) {
    pushAndPull(points, ties, ratio, 60 * (1 - step / steps) + 0.5);
  }
  fill(points, width, height);
  for (let step = 0; step < 220; step += 1) {
    const moved = step < 120 && stretch(ties, width);
    if (!separate(points) && !moved) break;
    keepInside(points, width, height, taken);
  }
}

// Forces of ForceAtlas2 (Jacomy et al. 2014): who has many ties pushes harder, so that hubs stand apart.
function pushAndPull(points, ties, ratio, reach) {
  const length = 46;
  for (const point of points) {
    const far = Math.hypot(point.x, point.y) || 1;
    point.dx = (-point.x / far / ratio - point.x * 0.012) * point.mass;
    point.dy = (-point.y / far * ratio - point.y * 0.012) * point.mass;
  }
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const [a, b] = [points[i], points[j]];
      const x = a.x - b.x;
      const y = a.y - b.y;
      const force = (length * a.mass * b.mass) / (x * x + y * y + 1);
      a.dx += x * force; a.dy += y * force;
      b.dx -= x * force; b.dy -= y * force;
    }
  }
  for (const tie of ties) {
    const [dx, dy] = [tie.a.x - tie.b.x, tie.a.y - tie.b.y];
    const pull = 0.16 * Math.max(-1, 1 - tie.length / (Math.hypot(dx, dy) || 1));
    const [x, y] = [dx * pull, dy * pull];
    tie.a.dx -= x; tie.a.dy -= y;
    tie.b.dx += x; tie.b.dy += y;
  }
  for (const point of points) {
    const size = Math.hypot(point.dx, point.dy) || 1;
    const move = Math.min(size * 0.3, reach) / size;
    point.x += point.dx * move;
    point.y += point.dy * move;
  }
}

// Stretch the drawing to the room there is, less the room for names at the border.
function fill(points, width, height) {
  const side = Math.min(70, width * 0.13);
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  for (const point of points) {
    point.x = side + ((point.x - left) / (right - left || 1)) * (width - 2 * side);
    point.y = ROOF + 26 + ((point.y - top) / (bottom - top || 1)) * (height - ROOF - 90);
  }
  if (points.length === 1) [points[0].x, points[0].y] = [width / 2, height / 2];
}

// Lines between two that are many need room to be told apart. True if anything had to be moved.
function stretch(ties, width) {
  let moved = false;
  for (const { a, b, length } of ties) {
    const far = Math.hypot(a.x - b.x, a.y - b.y) || 1;
    const lack = Math.min(1.35 * length, width * 0.38) - far;
    if (length < 60 || lack <= 1) continue;
    moved = true;
    for (const axis of ["x", "y"]) {
      const part = ((a[axis] - b[axis]) / far) * lack * 0.3;
      a[axis] += part;
      b[axis] -= part;
    }
  }
  return moved;
}

// Move apart what overlaps, mark and name together. True if anything had to be moved.
function separate(points) {
  let moved = false;
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const [a, b] = [points[i], points[j]];
      const x = (a.wide + b.wide) / 2 + 6 - Math.abs(a.x - b.x);
      const y = a.y < b.y ? a.below + b.above - (b.y - a.y) : b.below + a.above - (a.y - b.y);
      if (x <= 0 || y <= 0) continue;
      moved = true;
      // Mostly the shorter way, and a little the other: a full column could not be freed otherwise.
      shift(a, b, "x", x < y ? x : x * 0.06);
      shift(a, b, "y", x < y ? y * 0.06 : y);
    }
  }
  return moved;
}

function shift(a, b, axis, overlap) {
  const sign = a[axis] < b[axis] || (a[axis] === b[axis] && a.index < b.index) ? -1 : 1;
  a[axis] += (sign * overlap) / 2 + sign * 0.1;
  b[axis] -= (sign * overlap) / 2 + sign * 0.1;
}

function keepInside(points, width, height, taken) {
  for (const point of points) {
    const half = Math.min(point.wide / 2, width / 2 - 4);
    point.x = Math.min(width - half - 4, Math.max(half + 4, point.x));
    // The buttons at the right border have their place, too.
    const beside = point.y + point.below > taken.top && point.y - point.above < taken.bottom;
    if (beside) point.x = Math.min(point.x, taken.left - half - 4);
    point.y = Math.min(height - point.below - 14, Math.max(point.above + ROOF, point.y));
  }
}
