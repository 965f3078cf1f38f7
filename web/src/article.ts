// An article with every mention and statement marked where it stands. Offsets are code points, JavaScript counts UTF-16.
import type { ArticleText } from "./types.ts";
import type { Data } from "./select.ts";
import { el } from "./dom.ts";

export interface Piece { text: string; start: number; entity: string | null; statements: string[] }

// The text cut at every border of a mark: each piece with the innermost entity and all statements that it belongs to.
export function pieces(text: string, found: ArticleText): Piece[] {
  const signs = Array.from(text);
  const cuts = new Set([0, signs.length]);
  const marks = [...found.mentions, ...found.evidence].filter(([start, end]) => start >= 0 && start < end && end <= signs.length);
  for (const [start, end] of marks) cuts.add(start).add(end);
  const borders = [...cuts].sort((a, b) => a - b);
  const open = (all: [number, number, string][]) => all.filter(([start, end]) => start >= 0 && start < end && end <= signs.length);
  const mentions = open(found.mentions).sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
  const evidence = open(found.evidence);
  const made: Piece[] = [];
  for (let i = 0; i + 1 < borders.length; i++) {
    const [start, end] = [borders[i]!, borders[i + 1]!];
    const covers = ([from, to]: [number, number, string]) => from <= start && end <= to;
    made.push({
      text: signs.slice(start, end).join(""), start,
      entity: mentions.filter(covers).at(-1)?.[2] ?? null,
      statements: [...new Set(evidence.filter(covers).map((mark) => mark[2]))],
    });
  }
  return made;
}

// The article as elements. Where the text is not at hand, the sentences that are known stand in their order.
export function articleView(data: Data, found: ArticleText, quotes: Map<number, string>, chosen: string, onEntity: (id: string) => void, onStatements: (ids: string[]) => void): HTMLElement {
  if (found.text === null) return excerpts(found, quotes, chosen, onStatements);
  const made = el("div", { class: "text", dir: "auto" });
  for (const piece of pieces(found.text, found)) {
    const known = piece.statements.filter((id) => data.statementOf.has(id));
    const node = piece.entity === null ? undefined : data.nodeOf.get(piece.entity);
    let inner: Node | string = piece.text;
    if (node !== undefined) inner = mention(data, node, piece.text, () => onEntity(piece.entity!));
    if (!known.length) made.append(inner);
    else made.append(passage(data, known, chosen, inner, () => onStatements(known)));
  }
  return made;
}

function mention(data: Data, node: number, text: string, choose: () => void): HTMLElement {
  const { label, group } = data.graph.nodes[node]!;
  const made = el("span", { class: "mention", role: "button", tabindex: 0, title: label, click: (event: Event) => { event.stopPropagation(); choose(); }, keydown: pressed(choose) }, text);
  made.style.setProperty("--mark", data.graph.groups[group]!.colour);
  return made;
}

function passage(data: Data, known: string[], chosen: string, inner: Node | string, choose: () => void): HTMLElement {
  const statement = data.graph.statements[data.statementOf.get(known.includes(chosen) ? chosen : known[0]!)!]!;
  const lit = known.includes(chosen);
  const made = el("mark", { class: `${lit ? "chosen " : ""}${statement.status.includes("fact") ? "fact" : "unreal"}`, click: choose, "data-statements": known.join(" ") }, inner);
  made.style.setProperty("--mark", data.graph.quads[statement.quad]?.colour ?? "gray");
  return made;
}

function excerpts(found: ArticleText, quotes: Map<number, string>, chosen: string, onStatements: (ids: string[]) => void): HTMLElement {
  const places = new Map<number, string[]>();
  for (const [start, , id] of found.evidence) places.set(start, [...(places.get(start) ?? []), id]);
  const lines = [...places].sort((a, b) => a[0] - b[0]).flatMap(([start, ids]) => {
    const quote = quotes.get(start);
    return quote === undefined ? [] : [el("p", { class: ids.includes(chosen) ? "excerpt chosen" : "excerpt", dir: "auto", role: "button", tabindex: 0, click: () => onStatements(ids), keydown: pressed(() => onStatements(ids)) }, el("small", {}, `at ${start}`), " ", quote)];
  });
  return el("div", { class: "text" }, el("p", { class: "note" }, "The text of this article is not at hand, only the sentences behind its statements."), lines);
}

export const pressed = (act: () => void) => (event: KeyboardEvent): void => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  act();
};
