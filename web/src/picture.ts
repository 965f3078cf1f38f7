// The network as a picture: what is seen in, lines and nodes on the screen; clicks out. Positions come with the data.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { Bundle, Data, Seen } from "./select.ts";
import { LineProgram, PlainLineProgram } from "./lines.ts";
import { MarkProgram } from "./marks.ts";
import { shortened } from "./dom.ts";

export interface Chosen { nodes: Set<number>; bundles: Set<number> | null }
interface Paper { paper: string; ink: string; faint: string; ring: string }
export interface Picture {
  show(seen: Seen, chosen: Chosen): void;
  choose(chosen: Chosen): void;
  look(nodes: number[]): void;
  zoom(factor: number): void;
  whole(): void;
  repaint(): void;
  at(node: number): { x: number; y: number } | null;
}

const PADDING = 44;
const LABEL = "500 {}px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export function picture(place: HTMLElement, data: Data, onNode: (node: number) => void, onEdge: (bundle: Bundle) => void, onNothing: () => void): Picture {
  const { graph: known } = data;
  let seen: Seen = { statements: [], bundles: [], nodes: new Map(), undated: 0 };
  let chosen: Chosen = { nodes: new Set(), bundles: null };
  let hovered: number | null = null;
  let lit: Set<number> | null = null; // bundles that are not dimmed
  let litNodes = new Set<number>();
  let colours = paper();
  let spots = new Map<number, { x: number; y: number }>();
  const large = known.nodes.length > 800;
  const narrow = place.clientWidth < 600;

  const sigma = new Sigma(new MultiDirectedGraph(), place, {
    allowInvalidContainer: true,
    defaultNodeType: "mark",
    defaultEdgeType: "line",
    nodeProgramClasses: { mark: MarkProgram },
    edgeProgramClasses: { line: LineProgram, plain: PlainLineProgram },
    labelDensity: large ? 0.25 : narrow ? 1 : 2,
    labelGridCellSize: large ? 130 : narrow ? 88 : 60,
    labelRenderedSizeThreshold: large ? 3 : 0,
    renderEdgeLabels: true,
    defaultDrawEdgeLabel: edgeLabel,
    hideEdgesOnMove: large,
    stagePadding: PADDING,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    defaultDrawNodeLabel: label,
    defaultDrawNodeHover: (context, node) => label(context, node),
    nodeReducer: (key, attributes) => reducedNode(Number(key), attributes as NodeDisplayData),
    edgeReducer: (key, attributes) => reducedEdge(Number(key), attributes as EdgeDisplayData),
  });

  function paper(): Paper {
    const style = getComputedStyle(document.documentElement);
    const value = (name: string) => style.getPropertyValue(name).trim();
    return { paper: value("--paper"), ink: value("--ink"), faint: value("--faint"), ring: value("--ring") };
  }

  function label(context: CanvasRenderingContext2D, node: { x: number; y: number; size: number; label: string | null; key?: string }): void {
    if (!node.label) return;
    const index = Number(node.key);
    const strong = chosen.nodes.has(index) || hovered === index;
    const size = Math.min(15, 10.5 + node.size * 0.22) + (strong ? 1 : 0);
    context.font = LABEL.replace("{}", String(size)).replace("500", strong ? "700" : "500");
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = colours.paper;
    context.fillStyle = lit && !litNodes.has(index) && !strong ? colours.faint : colours.ink;
    const text = shortened(node.label, strong ? 60 : 28);
    if (context.fillStyle !== colours.faint.toLowerCase()) context.strokeText(text, node.x, node.y + node.size + 3);
    context.fillText(text, node.x, node.y + node.size + 3);
  }

  function edgeLabel(context: CanvasRenderingContext2D, edge: object, source: { x: number; y: number }, target: { x: number; y: number }): void {
    const { label: text, curve, color } = edge as { label: string | null; curve: number; color: string };
    if (!text) return;
    const middle = along(source, target, curve, Math.max(0.2, Math.min(0.8, 0.5 + curve * 0.9))); // parallel lines' words apart
    context.font = LABEL.replace("{}", "11");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = colours.paper;
    context.fillStyle = color;
    context.strokeText(text, middle.x, middle.y);
    context.fillText(text, middle.x, middle.y);
  }

  function reducedNode(index: number, attributes: NodeDisplayData): Partial<NodeDisplayData> {
    const strong = chosen.nodes.has(index) || hovered === index;
    const dim = lit !== null && !litNodes.has(index) && !strong;
    return {
      ...attributes,
      color: dim ? colours.faint : attributes.color,
      zIndex: strong ? 3 : dim ? 0 : 1,
      forceLabel: strong || (lit !== null && !dim && litNodes.size < 40),
      ...({ ring: strong ? colours.ink : colours.ring } as object),
    };
  }

  function reducedEdge(index: number, attributes: EdgeDisplayData): Partial<EdgeDisplayData> {
    if (lit === null) return attributes;
    return lit.has(index) ? { ...attributes, zIndex: 2, label: lit.size <= 60 ? caption(index) : null, forceLabel: lit.size <= 60, size: attributes.size + (chosen.bundles?.has(index) ? 1.2 : 0) } : { ...attributes, color: colours.faint, zIndex: 0 };
  }

  // What stands on a line: what its statements say, the first of them if there are many.
  function caption(index: number): string {
    const bundle = seen.bundles[index]!;
    const said = [...new Set(bundle.statements.map((each) => known.predicates[known.statements[each]!.p]!.label))];
    return `${bundle.denied ? "not " : ""}${shortened(said[0]!, 30)}${said.length > 1 ? ` +${said.length - 1}` : ""}`;
  }

  function light(): void {
    lighten();
    sigma.refresh({ skipIndexation: true });
  }

  // What is lit: the chosen lines, or else the lines of the chosen or hovered nodes; all if nothing is chosen.
  function lighten(): void {
    const nodes = hovered !== null && !chosen.nodes.has(hovered) ? new Set([hovered]) : chosen.nodes;
    if (chosen.bundles && hovered === null) lit = chosen.bundles;
    else if (nodes.size) lit = new Set(seen.bundles.flatMap((each, i) => (nodes.has(each.from) || nodes.has(each.to) ? [i] : [])));
    else lit = null;
    litNodes = new Set(nodes);
    for (const i of lit ?? []) {
      const bundle = seen.bundles[i];
      if (bundle) litNodes.add(bundle.from).add(bundle.to);
    }
  }

  function size(count: number): number {
    const scale = large ? 0.55 : 2.6;
    return (narrow ? 0.75 : 1) * Math.min(large ? 15 : 22, (large ? 1.2 : 5) + scale * Math.sqrt(Math.max(count, 0))) ;
  }

  // Where the nodes are drawn: where the data says, but as wide as the sheet is, and in a small network without overlaps.
  function arranged(): Map<number, { x: number; y: number }> {
    const tied = [...new Set(known.statements.flatMap((each) => (each.o === null ? [] : [each.s, each.o])))].sort((a, b) => a - b);
    const [xs, ys] = [tied.map((node) => known.nodes[node]!.x), tied.map((node) => known.nodes[node]!.y)];
    const reach = (all: number[]) => Math.max(1, all.reduce((a, b) => Math.max(a, b), -Infinity) - all.reduce((a, b) => Math.min(a, b), Infinity));
    const [wide, tall] = [Math.max(place.clientWidth, 300) - 2 * PADDING, Math.max(place.clientHeight, 260) - 2 * PADDING];
    const [sx, sy] = [wide / reach(xs), tall / reach(ys)];
    const [fx, fy] = [Math.min(sx, sy * 1.9), Math.min(sy, sx * 1.9)];
    const lines = new Map<number, number>(); // who has many lines wants room for them
    for (const each of known.statements) for (const end of each.o === null ? [] : [each.s, each.o]) lines.set(end, (lines.get(end) ?? 0) + 1);
    const room = narrow ? 0 : 1;
    const boxes = tied.map((node, i) => ({ x: xs[i]! * fx, y: ys[i]! * fy, wide: Math.max(30 + 6 * room * Math.min(lines.get(node) ?? 0, 16), room * Math.min(28, known.nodes[node]!.label.length) * 6.6 + 8), tall: 44 + size(known.nodes[node]!.weight) + 5 * room * Math.min(lines.get(node) ?? 0, 16) }));
    if (boxes.length <= 160) part(boxes);
    return new Map(tied.map((node, i) => [node, { x: boxes[i]!.x, y: boxes[i]!.y }]));
  }

  // Drawn once only: a picture of thousands of lines takes software half a second.
  function show(next: Seen, wanted: Chosen): void {
    seen = next;
    chosen = wanted;
    hovered = null;
    lighten();
    const graph = new MultiDirectedGraph();
    for (const [index, count] of seen.nodes) {
      const node = known.nodes[index]!;
      const group = known.groups[node.group]!;
      const { x, y } = spots.get(index)!;
      graph.addNode(index, { x, y, size: size(count), label: node.label, color: group.colour, shape: group.shape, ring: colours.ring, type: "mark", key: String(index) });
    }
    const many = seen.bundles.length > 2500;
    seen.bundles.forEach((bundle, index) => {
      graph.addEdgeWithKey(index, bundle.from, bundle.to, {
        size: (large ? 0.6 : 1.3) + Math.min(4, 0.8 * (bundle.statements.length - 1)), color: known.quads[bundle.quad]!.colour,
        curve: many ? 0 : bundle.curve, line: bundle.line, arrow: bundle.arrow && !many, denied: bundle.denied, type: many ? "plain" : "line", zIndex: bundle.line === "solid" ? 1 : 0,
      });
    });
    sigma.setCustomBBox(box());
    sigma.setGraph(graph);
  }

  // What the picture reaches over: all nodes, whatever is switched off, so that nothing jumps when it is.
  function box(): { x: [number, number]; y: [number, number] } {
    const found = { x: [Infinity, -Infinity] as [number, number], y: [Infinity, -Infinity] as [number, number] };
    for (const { x, y } of spots.values()) {
      found.x = [Math.min(found.x[0], x), Math.max(found.x[1], x)];
      found.y = [Math.min(found.y[0], y), Math.max(found.y[1], y)];
    }
    return spots.size ? found : { x: [0, 1], y: [0, 1] };
  }

  // The line nearest to a point of the screen, if one is near. Computed here: a second picture for picking would cost more.
  function lineAt(x: number, y: number): Bundle | null {
    let best: Bundle | null = null;
    let near = 7;
    for (const bundle of seen.bundles) {
      const [a, b] = [at(bundle.from), at(bundle.to)];
      if (!a || !b) continue;
      const reach = near + Math.abs(bundle.curve) * Math.hypot(b.x - a.x, b.y - a.y);
      if (x < Math.min(a.x, b.x) - reach || x > Math.max(a.x, b.x) + reach || y < Math.min(a.y, b.y) - reach || y > Math.max(a.y, b.y) + reach) continue;
      const far = distance(x, y, a, b, bundle.curve);
      if (far < near) [near, best] = [far, bundle];
    }
    return best;
  }

  function at(node: number): { x: number; y: number } | null {
    const shown = sigma.getNodeDisplayData(String(node));
    return shown ? sigma.framedGraphToViewport(shown) : null;
  }

  sigma.on("clickNode", ({ node }) => onNode(Number(node)));
  sigma.on("enterNode", ({ node }) => {
    hovered = Number(node);
    place.style.cursor = "pointer";
    light();
  });
  sigma.on("leaveNode", () => {
    hovered = null;
    place.style.cursor = "";
    light();
  });
  sigma.on("clickStage", ({ event }) => {
    const bundle = lineAt(event.x, event.y);
    if (bundle) onEdge(bundle);
    else onNothing();
  });
  sigma.getMouseCaptor().on("mousemovebody", (event) => {
    if (hovered === null && !large) place.style.cursor = lineAt(event.x, event.y) ? "pointer" : "";
  });
  let wide = place.clientWidth;
  let started = false; // the first call only says how large the place is
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - wide) > 60) {
      wide = place.clientWidth;
      spots = arranged();
      show(seen, chosen);
    } else if (started) sigma.refresh();
    started = true;
  }).observe(place);

  const camera = sigma.getCamera();
  spots = arranged();
  return {
    show,
    at,
    choose(next) {
      const same = (a: Set<number> | null, b: Set<number> | null) => a === b || (a !== null && b !== null && a.size === b.size && [...a].every((each) => b.has(each)));
      if (same(next.nodes, chosen.nodes) && same(next.bundles, chosen.bundles)) return;
      chosen = next;
      light();
    },
    look(nodes) {
      const points = nodes.map((node) => sigma.getNodeDisplayData(String(node))).filter((each) => each !== undefined);
      if (!points.length) return;
      const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
      const middle = (all: number[]) => (Math.min(...all) + Math.max(...all)) / 2;
      const ratio = Math.min(1, Math.max(large ? 0.25 : points.length === 2 ? 0.5 : 0.75, 1.4 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))));
      void camera.animate({ x: middle(xs), y: middle(ys), ratio }, { duration: calm() ? 0 : 350 });
    },
    zoom(factor) {
      void camera.animate({ ratio: camera.getBoundedRatio(camera.getState().ratio / factor) }, { duration: calm() ? 0 : 150 });
    },
    whole() {
      void camera.animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: calm() ? 0 : 250 });
    },
    repaint() {
      colours = paper();
      spots = arranged();
      show(seen, chosen);
    },
  };
}

interface Box { x: number; y: number; wide: number; tall: number }

// Push boxes that overlap apart, each time along the axis on which less is to do. The order decides, not chance.
function part(boxes: Box[]): void {
  for (let pass = 0; pass < 150; pass++) {
    let moved = false;
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        const [a, b] = [boxes[i]!, boxes[j]!];
        const [dx, dy] = [(a.wide + b.wide) / 2 - Math.abs(a.x - b.x), (a.tall + b.tall) / 2 - Math.abs(a.y - b.y)];
        if (dx <= 0 || dy <= 0) continue;
        moved = true;
        if (dx < dy * 1.4) {
          const step = ((a.x < b.x || (a.x === b.x && i < j) ? -1 : 1) * dx) / 3;
          [a.x, b.x] = [a.x + step, b.x - step];
        } else {
          const step = ((a.y < b.y || (a.y === b.y && i < j) ? -1 : 1) * dy) / 3;
          [a.y, b.y] = [a.y + step, b.y - step];
        }
      }
    }
    if (!moved) return;
  }
}

const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

// The point of a bent line at `t`; the same curve as the graphics card draws, in screen coordinates (y downwards).
export function along(a: { x: number; y: number }, b: { x: number; y: number }, curve: number, t: number): { x: number; y: number } {
  const middle = { x: (a.x + b.x) / 2 + (b.y - a.y) * curve, y: (a.y + b.y) / 2 - (b.x - a.x) * curve };
  const [p, q, r] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return { x: p * a.x + q * middle.x + r * b.x, y: p * a.y + q * middle.y + r * b.y };
}

function distance(x: number, y: number, a: { x: number; y: number }, b: { x: number; y: number }, curve: number): number {
  let best = Infinity;
  let before = a;
  const pieces = curve ? 12 : 1;
  for (let i = 1; i <= pieces; i++) {
    const next = along(a, b, curve, i / pieces);
    const [dx, dy] = [next.x - before.x, next.y - before.y];
    const t = Math.max(0, Math.min(1, ((x - before.x) * dx + (y - before.y) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(x - before.x - t * dx, y - before.y - t * dy));
    before = next;
  }
  return best;
}
