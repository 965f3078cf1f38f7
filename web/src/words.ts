// Statements in words, as elements: who did what to whom, its status, who says so.
import type { Data } from "./select.ts";
import type { Statement } from "./types.ts";
import { el, own, shortened, svg } from "./dom.ts";
import { lineOf } from "./select.ts";

const BADGES: Record<string, string> = { fact: "fact", claimed: "claim", denied: "denied", planned: "planned", possible: "possible" };

// A short line as the picture would draw the statement.
export function stroke(data: Data, statement: Statement): SVGElement {
  const line = lineOf(statement.status);
  const dash = line === "solid" ? null : line === "dashed" ? "6 4" : "1.5 3.5";
  const colour = data.graph.quads[statement.quad]?.colour ?? "#888";
  return svg("svg", { class: "stroke", viewBox: "0 0 26 10", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 5, x2: 25, y2: 5, stroke: colour, "stroke-width": 2.6, "stroke-dasharray": dash, "stroke-linecap": line === "dotted" ? "round" : "butt" }),
    statement.status.includes("denied") && svg("line", { x1: 13, y1: 0.5, x2: 13, y2: 9.5, stroke: colour, "stroke-width": 2 }));
}

export function badges(statement: Statement): HTMLElement[] {
  return statement.status.map((each) => el("span", { class: `badge ${each}` }, BADGES[each] ?? each));
}

export function actor(data: Data, node: number, open: (node: number) => void): HTMLElement {
  const { label, group } = data.graph.nodes[node]!;
  const dot = el("span", { class: `dot ${data.graph.groups[group]!.shape}`, "aria-hidden": "true" });
  dot.style.background = data.graph.groups[group]!.colour;
  return el("button", { type: "button", class: "actor", title: shortened(label, 300), click: (event: Event) => { event.stopPropagation(); open(node); } }, dot, own(shortened(label, 120)));
}

export const claimants = (data: Data, statement: Statement): string => statement.by.map((each) => data.graph.nodes[each]!.label).join(" › ");

// "China armed Russia", the actors as buttons, with what keeps it from being a fact in front.
export function sentence(data: Data, statement: Statement, open: (node: number) => void): HTMLElement {
  const denied = statement.status.includes("denied");
  return el("span", { class: "says" },
    statement.by.length > 0 && el("span", { class: "by" }, statement.by.map((each, place) => [place ? " › " : "", actor(data, each, open)]).flat(), ": "),
    actor(data, statement.s, open), " ",
    denied && el("b", { class: "not" }, "not "),
    el("span", { class: "does" }, data.graph.predicates[statement.p]!.label), " ",
    statement.o === null ? el("q", {}, own(shortened(statement.words ?? "", 300))) : actor(data, statement.o, open));
}
