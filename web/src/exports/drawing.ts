// What is seen as a drawing: the same lines and labels as on the screen, on paper (SVG) or as dots (PNG).
import { shortened } from "../dom.ts";
import { along } from "../picture.ts";
import type { Data, Seen } from "../select.ts";
import { xml } from "./xml.ts";

interface Point { x: number; y: number }
interface Pen {
  line(points: Point[], colour: string, width: number, dash: number[]): void;
  area(points: Point[], colour: string, edge: string): void;
  disc(at: Point, radius: number, colour: string, edge: string): void;
  text(at: Point, words: string, size: number, ink: string, halo: string): void;
}
const DASHES = { solid: [], dashed: [7, 5], dotted: [1.5, 3.5] };
const WIDTH = 1600;

function draw(data: Data, seen: Seen, pen: Pen, ink: string, halo: string): void {
  const at = placed(data, seen);
  const radius = (node: number) => Math.min(20, 5 + 2.4 * Math.sqrt(seen.nodes.get(node) ?? 1));
  for (const bundle of seen.bundles) {
    const [a, b] = [at(bundle.from), at(bundle.to)];
    const colour = data.graph.quads[bundle.quad]!.colour;
    const points = Array.from({ length: 17 }, (_, i) => along(a, b, bundle.curve, i / 16));
    const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const cut = Math.max(0.1, 1 - radius(bundle.to) / far);
    const width = 1.4 + Math.min(4, 0.8 * (bundle.statements.length - 1));
    pen.line(points, colour, width, DASHES[bundle.line]);
    const [tip, neck] = [along(a, b, bundle.curve, cut), along(a, b, bundle.curve, Math.max(0, cut - 11 / far))];
    if (bundle.arrow) pen.area([tip, ...sides(neck, tip, 4.5)], colour, colour);
    if (bundle.denied) pen.line(sides(points[8]!, points[9]!, 6), colour, 2, []);
  }
  const nodes = [...seen.nodes.keys()].sort((a, b) => (seen.nodes.get(a)! - seen.nodes.get(b)!) || a - b);
  for (const node of nodes) {
    const { colour, shape } = data.graph.groups[data.graph.nodes[node]!.group]!;
    const [p, r] = [at(node), radius(node)];
    if (shape === "circle") pen.disc(p, r, colour, halo);
    else pen.area(shape === "square" ? [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => ({ x: p.x + x! * r * 0.88, y: p.y + y! * r * 0.88 })) : [[0, -1], [1, 0], [0, 1], [-1, 0]].map(([x, y]) => ({ x: p.x + x! * r * 1.28, y: p.y + y! * r * 1.28 })), colour, halo);
  }
  const named = nodes.length > 400 ? nodes.slice(-120) : nodes;
  for (const node of named) pen.text({ x: at(node).x, y: at(node).y + radius(node) + 14 }, shortened(data.graph.nodes[node]!.label, 40), 13, ink, halo);
}

// Points on a sheet of WIDTH, the drawing's y upwards.
function placed(data: Data, seen: Seen): (node: number) => Point {
  const nodes = [...seen.nodes.keys()].map((node) => data.graph.nodes[node]!);
  const [left, right] = [Math.min(...nodes.map((n) => n.x)), Math.max(...nodes.map((n) => n.x))];
  const [top, bottom] = [Math.max(...nodes.map((n) => n.y)), Math.min(...nodes.map((n) => n.y))];
  const scale = (WIDTH - 240) / Math.max(right - left, top - bottom, 1);
  return (node) => {
    const { x, y } = data.graph.nodes[node]!;
    return { x: 120 + (x - left) * scale, y: 60 + (top - y) * scale };
  };
}

const height = (data: Data, seen: Seen): number => {
  const at = placed(data, seen);
  return Math.ceil(Math.max(200, ...[...seen.nodes.keys()].map((node) => at(node).y + 70)));
};

function sides(from: Point, to: Point, far: number): Point[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  return [1, -1].map((side) => ({ x: from.x - (dy / length) * far * side, y: from.y + (dx / length) * far * side }));
}

const path = (points: Point[]): string => points.map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`).join(" ");

export function toSvg(data: Data, seen: Seen): string {
  const made: string[] = [];
  draw(data, seen, {
    line: (points, colour, width, dash) => made.push(`<polyline points="${path(points)}" fill="none" stroke="${colour}" stroke-width="${width}"${dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}/>`),
    area: (points, colour, edge) => made.push(`<polygon points="${path(points)}" fill="${colour}" stroke="${edge}"/>`),
    disc: (p, r, colour, edge) => made.push(`<circle cx="${p.x.toFixed(1)}" cy="${p.y.toFixed(1)}" r="${r.toFixed(1)}" fill="${colour}" stroke="${edge}"/>`),
    text: (p, words, size, ink, halo) => made.push(`<text x="${p.x.toFixed(1)}" y="${p.y.toFixed(1)}" font-size="${size}" fill="${ink}" stroke="${halo}" stroke-width="3" paint-order="stroke">${xml(words)}</text>`),
  }, "#1c1c1a", "#ffffff");
  const tall = height(data, seen);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${tall}" width="${WIDTH}" height="${tall}" font-family="system-ui, sans-serif" text-anchor="middle"><rect width="100%" height="100%" fill="#ffffff"/>${made.join("")}</svg>\n`;
}

export function toPng(data: Data, seen: Seen): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  const tall = height(data, seen);
  [canvas.width, canvas.height] = [WIDTH * 2, tall * 2];
  const context = canvas.getContext("2d")!;
  context.scale(2, 2);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, WIDTH, tall);
  context.textAlign = "center";
  context.lineJoin = "round";
  const trace = (points: Point[]) => {
    context.beginPath();
    points.forEach((p, i) => (i ? context.lineTo(p.x, p.y) : context.moveTo(p.x, p.y)));
  };
  draw(data, seen, {
    line(points, colour, width, dash) {
      trace(points);
      Object.assign(context, { strokeStyle: colour, lineWidth: width });
      context.setLineDash(dash);
      context.stroke();
      context.setLineDash([]);
    },
    area(points, colour, edge) {
      trace(points);
      context.closePath();
      Object.assign(context, { strokeStyle: edge, fillStyle: colour, lineWidth: 1 });
      context.fill();
      context.stroke();
    },
    disc(p, r, colour, edge) {
      context.beginPath();
      context.arc(p.x, p.y, r, 0, 7);
      Object.assign(context, { strokeStyle: edge, fillStyle: colour, lineWidth: 1 });
      context.fill();
      context.stroke();
    },
    text(p, words, size, ink, halo) {
      Object.assign(context, { font: `${size}px system-ui, sans-serif`, strokeStyle: halo, fillStyle: ink, lineWidth: 3 });
      context.strokeText(words, p.x, p.y);
      context.fillText(words, p.x, p.y);
    },
  }, "#1c1c1a", "#ffffff");
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

export function download(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
