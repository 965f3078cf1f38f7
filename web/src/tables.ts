// The two tables: countries by countries, and all statements in words.
import { el, own, plural, shortened } from "./dom.ts";
import { type Data, type Seen, matrix } from "./select.ts";
import type { State } from "./state.ts";
import { told } from "./time.ts";
import { badges, claimants, stroke } from "./words.ts";

const COUNTRIES = 14;
const PAGE = 100;

export function countryTable(place: HTMLElement, data: Data, seen: Seen, state: State, change: (part: Partial<State>) => void): void {
  const { countries, cells } = matrix(data, seen.statements, COUNTRIES);
  const { nodes, quads } = data.graph;
  if (!countries.length) {
    place.replaceChildren(el("p", { class: "note" }, "No event between two countries is switched on."));
    return;
  }
  const name = (node: number) => shortened(nodes[node]!.label, 22);
  const most = Math.max(...[...cells.values()].map((cell) => cell.statements.length));
  const cellOf = (from: number, to: number): HTMLElement => {
    const cell = cells.get(`${from} ${to}`);
    if (!cell || from === to) return el("td", { class: from === to ? "self" : "" });
    const told = cell.counts.flatMap((count, quad) => (count ? [`${count} ${quads[quad]!.label.toLowerCase()}`] : [])).join(", ");
    const chosen = state.pair.includes(nodes[from]!.id) && state.pair.includes(nodes[to]!.id);
    const shares = cell.counts.map((count, quad) => {
      const part = el("span", {});
      part.style.flexGrow = String(count);
      part.style.background = quads[quad]!.colour;
      return count ? part : null;
    });
    const bar = el("span", { class: "share" }, shares);
    bar.style.width = `${35 + 65 * (cell.statements.length / most)}%`;
    return el("td", {}, el("button", { type: "button", "aria-pressed": chosen ? "true" : "false", "aria-label": `${nodes[from]!.label} to ${nodes[to]!.label}: ${told}`, title: told, click: () => change({ countries: true, pair: [nodes[from]!.id, nodes[to]!.id], node: "", statement: "", article: "" }) }, el("b", {}, String(cell.statements.length)), bar));
  };
  place.replaceChildren(el("table", { class: "matrix" },
    el("caption", {}, "Who (row) does what to whom (column): events by quad class; persons and ministries count for their countries"),
    el("thead", {}, el("tr", {}, el("td", {}), countries.map((to) => el("th", { scope: "col" }, own(name(to)))))),
    el("tbody", {}, countries.map((from) => el("tr", {}, el("th", { scope: "row" }, own(name(from))), countries.map((to) => cellOf(from, to)))))));
}

const COLUMNS: [string, (data: Data, index: number) => string][] = [
  ["Who", (data, i) => data.graph.nodes[data.graph.statements[i]!.s]!.label],
  ["does what", (data, i) => data.graph.predicates[data.graph.statements[i]!.p]!.label],
  ["to whom", (data, i) => { const each = data.graph.statements[i]!; return each.o === null ? each.words ?? "" : data.graph.nodes[each.o]!.label; }],
  ["Status", (data, i) => data.graph.statements[i]!.status.join(" ")],
  ["Says who", (data, i) => claimants(data, data.graph.statements[i]!)],
  ["When", (data, i) => data.graph.statements[i]!.time ?? ""],
  ["Outlet", (data, i) => data.graph.statements[i]!.articles.map((a) => data.graph.articles[a]!.publisher ?? "").filter(Boolean).join(", ")],
];

export interface StatementTable { show(state: State, seen: Seen): void }

export function statementTable(place: HTMLElement, data: Data, change: (part: Partial<State>) => void): StatementTable {
  let column = -1;
  let down = false;
  let length = PAGE;
  let last: [State, Seen] | null = null;

  function show(state: State, seen: Seen): void {
    if (last?.[1] !== seen) length = PAGE;
    last = [state, seen];
    const order = [...seen.statements];
    const key = COLUMNS[column]?.[1];
    if (key) order.sort((a, b) => key(data, a).localeCompare(key(data, b), "en") * (down ? -1 : 1) || a - b);
    const head = COLUMNS.map(([title], place) => el("th", { scope: "col", "aria-sort": place === column ? (down ? "descending" : "ascending") : null }, el("button", { type: "button", click: () => { down = place === column && !down; column = place; again(); } }, title)));
    const more = order.length > length && el("button", { type: "button", class: "more", click: () => { length += PAGE * 4; again(); } }, `Show more of ${plural(order.length, "statement")}`);
    place.replaceChildren(el("table", { class: "statements" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, order.slice(0, length).map((index) => row(state, index)))), more || "");
  }

  const again = (): void => { if (last) show(...last); };

  function row(state: State, index: number): HTMLElement {
    const each = data.graph.statements[index]!;
    const open = () => change({ statement: each.id, article: "", node: "", pair: [] });
    const [who, does, whom, , says, , outlet] = COLUMNS.map(([, text]) => own(shortened(text(data, index), 120)));
    return el("tr", { class: state.statement === each.id ? "chosen" : "", click: open },
      el("td", {}, who!), el("td", {}, el("button", { type: "button", class: "linkish", click: open }, stroke(data, each), each.status.includes("denied") && el("b", {}, "not "), does!)), el("td", {}, whom!),
      el("td", {}, badges(each)), el("td", {}, says!), el("td", { class: "when" }, told(each.time)), el("td", {}, outlet!));
  }

  return { show };
}
