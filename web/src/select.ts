// What of the graph is seen: data and choices in, statements, bundles and nodes out. Pure functions, tested without a page.
import type { GraphData, Statement, Status } from "./types.ts";
import type { State } from "./state.ts";
import { span } from "./time.ts";

export type Line = "solid" | "dashed" | "dotted";
export interface Bundle { from: number; to: number; quad: number; line: Line; denied: boolean; arrow: boolean; statements: number[]; curve: number }
export interface Seen { statements: number[]; bundles: Bundle[]; nodes: Map<number, number>; undated: number }

export class Data {
  readonly nodeOf = new Map<string, number>();
  readonly statementOf = new Map<string, number>();
  readonly articleOf = new Map<string, number>();
  readonly outlets: string[];
  readonly families: string[];
  readonly times: ([number, number] | null)[];
  readonly published: ([number, number] | null)[];
  private readonly outletsOf: string[][];

  constructor(readonly graph: GraphData) {
    graph.nodes.forEach((node, index) => this.nodeOf.set(node.id, index));
    graph.statements.forEach((statement, index) => this.statementOf.set(statement.id, index));
    graph.articles.forEach((article, index) => this.articleOf.set(article.id, index));
    const known = graph.articles.map((article) => article.publisher ?? "");
    this.outlets = [...new Set(known.filter(Boolean))].sort((a, b) => a.localeCompare(b, "en"));
    this.families = [...new Set(graph.predicates.map((each) => each.family).filter(Boolean))].sort();
    this.outletsOf = graph.statements.map((each) => [...new Set(each.articles.map((a) => known[a] || `article ${a}`))]);
    this.times = graph.statements.map((each) => span(each.time));
    const days = graph.articles.map((article) => span(article.published));
    this.published = graph.statements.map((each) => days[each.articles[0] ?? -1] ?? null);
  }

  when(index: number, state: State): [number, number] | null {
    return (state.clock === "published" ? this.published : this.times)[index] ?? null;
  }

  // Whether a statement passes all filters but that of time.
  passes(index: number, state: State): boolean {
    const each = this.graph.statements[index]!;
    if (state.quads.includes(each.quad) || each.status.some((status) => state.off.includes(status))) return false;
    if (state.family && this.graph.predicates[each.p]!.family !== state.family) return false;
    const outlets = this.outletsOf[index]!;
    if (outlets.length < state.least || (state.outlet && !outlets.includes(state.outlet))) return false;
    const { nodes } = this.graph;
    if (state.types.length && (state.types.includes(nodes[each.s]!.group) || (each.o !== null && state.types.includes(nodes[each.o]!.group)))) return false;
    return !state.words || this.sentence(each).toLowerCase().includes(state.words.toLowerCase());
  }

  inTime(index: number, state: State): boolean {
    if (!state.from && !state.to) return true;
    const when = this.when(index, state);
    const [from, to] = [span(state.from)?.[0] ?? -Infinity, span(state.to)?.[1] ?? Infinity];
    return when !== null && when[1] >= from && when[0] <= to;
  }

  // A statement in words, without its status.
  sentence(each: Statement): string {
    const { nodes, predicates } = this.graph;
    return `${nodes[each.s]!.label} ${predicates[each.p]!.label} ${each.o === null ? each.words : nodes[each.o]!.label}`;
  }

  seen(state: State): Seen {
    const found: number[] = [];
    let undated = 0;
    const focus = this.nodeOf.get(state.focus);
    this.graph.statements.forEach((each, index) => {
      if (!this.passes(index, state)) return;
      if (focus !== undefined && each.s !== focus && each.o !== focus && !each.by.includes(focus)) return;
      if (this.inTime(index, state)) found.push(index);
      else if (this.when(index, state) === null) undated += 1;
    });
    const ends = (each: Statement) => this.ends(each, state.countries);
    const bundles = bundled(this.graph, found, ends);
    const nodes = new Map<number, number>();
    for (const bundle of bundles) for (const end of [bundle.from, bundle.to]) nodes.set(end, (nodes.get(end) ?? 0) + bundle.statements.length);
    return { statements: found, bundles, nodes, undated };
  }

  // The two nodes between which a statement is drawn; null if it is no line.
  ends(each: Statement, countries: boolean): [number, number] | null {
    if (each.o === null) return null;
    if (!countries) return each.s === each.o ? null : [each.s, each.o];
    const [a, b] = [this.graph.nodes[each.s]!.country, this.graph.nodes[each.o]!.country];
    return a === null || b === null || a === b ? null : [a, b];
  }
}

// Only facts are solid, and a claimed denial never looks like the claim of the contrary.
export function lineOf(status: Status[]): Line {
  if (status.includes("fact")) return "solid";
  return status.length === 1 && status[0] === "claimed" ? "dashed" : "dotted";
}

// Statements of one direction, kind and status between two entities are one line, as wide as there are many.
export function bundled(graph: GraphData, chosen: number[], ends: (each: Statement) => [number, number] | null): Bundle[] {
  const found = new Map<string, Bundle>();
  for (const index of chosen) {
    const each = graph.statements[index]!;
    const between = ends(each);
    if (!between) continue;
    const { symmetric } = graph.predicates[each.p]!;
    const [from, to] = symmetric && between[0] > between[1] ? [between[1], between[0]] : between;
    const [line, denied] = [lineOf(each.status), each.status.includes("denied")];
    const key = `${from} ${to} ${symmetric} ${each.quad} ${line} ${denied}`;
    const bundle = found.get(key) ?? { from, to, quad: each.quad, line, denied, arrow: !symmetric, statements: [], curve: 0 };
    bundle.statements.push(index);
    found.set(key, bundle);
  }
  return fanned([...found.values()]);
}

// Lines between the same two nodes are bent apart, the way that their direction does not change.
function fanned(bundles: Bundle[]): Bundle[] {
  const pairs = new Map<string, Bundle[]>();
  for (const bundle of bundles) {
    const key = bundle.from < bundle.to ? `${bundle.from} ${bundle.to}` : `${bundle.to} ${bundle.from}`;
    const pair = pairs.get(key);
    if (pair) pair.push(bundle);
    else pairs.set(key, [bundle]);
  }
  for (const pair of pairs.values()) {
    const step = Math.min(0.16, 0.9 / pair.length);
    pair.forEach((bundle, place) => {
      bundle.curve = (place - (pair.length - 1) / 2) * step * 2 * (bundle.from < bundle.to ? 1 : -1);
    });
  }
  return bundles;
}

// The nodes along the shortest way between two, each step a line that is seen; none if there is no way.
export function shortest(bundles: Bundle[], from: number, to: number): number[] {
  const beside = new Map<number, Set<number>>();
  const join = (a: number, b: number) => (beside.get(a) ?? beside.set(a, new Set()).get(a)!).add(b);
  for (const bundle of bundles) {
    join(bundle.from, bundle.to);
    join(bundle.to, bundle.from);
  }
  const before = new Map<number, number>([[from, from]]);
  let rim = [from];
  while (rim.length && !before.has(to)) {
    const next: number[] = [];
    for (const node of rim) {
      for (const other of [...(beside.get(node) ?? [])].sort((a, b) => a - b)) {
        if (!before.has(other)) {
          before.set(other, node);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  if (!before.has(to) || from === to) return [];
  const way = [to];
  while (way[0] !== from) way.unshift(before.get(way[0]!)!);
  return way;
}

export interface Cell { from: number; to: number; counts: number[]; statements: number[] }

// What countries do to each other: the countries with most statements first, and for each pair the number by quad class.
export function matrix(data: Data, chosen: number[], most: number): { countries: number[]; cells: Map<string, Cell> } {
  const cells = new Map<string, Cell>();
  const total = new Map<number, number>();
  for (const index of chosen) {
    const each = data.graph.statements[index]!;
    const quad = data.graph.quads[each.quad];
    const ends = data.ends(each, true);
    if (!ends || !quad?.event) continue;
    const ways: [number, number][] = data.graph.predicates[each.p]!.symmetric ? [ends, [ends[1], ends[0]]] : [ends];
    for (const [from, to] of ways) {
      const key = `${from} ${to}`;
      const cell = cells.get(key) ?? { from, to, counts: data.graph.quads.map(() => 0), statements: [] };
      cell.counts[each.quad]! += 1;
      cell.statements.push(index);
      cells.set(key, cell);
    }
    for (const end of ends) total.set(end, (total.get(end) ?? 0) + 1);
  }
  const countries = [...total.keys()].sort((a, b) => total.get(b)! - total.get(a)! || a - b).slice(0, most);
  return { countries, cells };
}

export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s_]+/g, " ").trim();

// The entities whose name or alias begins with, or else has, `words`: those in most statements first.
export function suggestions(graph: GraphData, words: string, most: number): number[] {
  const wanted = folded(words);
  if (!wanted) return [];
  const found: [number, number][] = [];
  graph.nodes.forEach((node, index) => {
    const names = [node.label, ...node.aliases].map(folded);
    const rank = names.some((name) => name.startsWith(wanted)) ? 0 : names.some((name) => name.includes(` ${wanted}`)) ? 1 : names.some((name) => name.includes(wanted)) ? 2 : 3;
    if (rank < 3) found.push([index, rank]);
  });
  const weight = (index: number) => graph.nodes[index]!.weight + graph.nodes[index]!.claims;
  return found.sort((a, b) => a[1] - b[1] || weight(b[0]) - weight(a[0]) || a[0] - b[0]).slice(0, most).map(([index]) => index);
}
