// The SPARQL tab: an editor that knows our words, the shipped queries, answers as a table or a picture, downloads.
import { autocompletion, closeBrackets, completionKeymap, type Completion, type CompletionContext } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { el, own, plural, shortened, svg } from "./dom.ts";
import { download } from "./exports/drawing.ts";
import type { GraphData, SparqlTab } from "./types.ts";

interface Question { name: string; title: string; description: string; text: string }
interface Term { type: string; value: string; "xml:lang"?: string; datatype?: string }
interface Answer { head: { vars?: string[] }; boolean?: boolean; results?: { bindings: Record<string, Term>[] } }

const FIRST = `SELECT ?who ?what ?whom ?quote {
  ?statement kg:claimedBy ?who ; rdf:predicate ?what ; rdf:object ?whom ; kg:evidence/kg:quote ?quote .
}
LIMIT 50`;
const WORDS = "SELECT CONSTRUCT DESCRIBE ASK WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES GROUP ORDER BY HAVING LIMIT OFFSET DISTINCT COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT AS ASC DESC REGEX CONTAINS STRSTARTS LCASE STR LANG BOUND COALESCE IF NOT EXISTS IN a".split(" ");
const TERMS = "Statement Claim Evidence polarity Positive Negative factuality Actual Planned Possible claimedBy claimChain time place phrase confidence evidence quote mentionedIn family quad".split(" ").map((name) => `kg:${name}`);
const OTHERS = "rdf:type rdf:subject rdf:predicate rdf:object rdfs:label rdfs:subPropertyOf skos:altLabel owl:sameAs schema:headline schema:datePublished schema:publisher schema:url nif:beginIndex nif:endIndex prov:wasQuotedFrom".split(" ");
const MOST = 500;
let view: EditorView | null = null;

export const sparqlTab: SparqlTab = {
  mount(place, graph, open) {
    const result = el("div", { class: "results", "aria-live": "polite" });
    const run = el("button", { type: "button", class: "run", title: "Ctrl-Enter" }, "Run");
    const chosen = el("select", { "aria-label": "Ready-made queries" }, el("option", { value: "" }, "ready-made queries …"));
    const host = el("div", { class: "editor" });
    const save = el("span", { class: "downloads" });
    const ask = () => void answer(graph, result, save, open);
    view = editor(host.attachShadow({ mode: "open" }), graph, ask);
    run.addEventListener("click", ask);
    place.replaceChildren(el("div", { class: "ask" }, chosen, run, save), host, result);
    void shipped(chosen);
  },
  ask(query) {
    if (view) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: query } });
  },
};

async function shipped(chosen: HTMLSelectElement): Promise<void> {
  const found = (await (await fetch("/api/queries")).json()) as Question[];
  chosen.append(...found.map((each) => el("option", { value: each.name, title: each.description }, `${each.name}: ${shortened(each.title, 70)}`)));
  chosen.addEventListener("change", () => {
    const each = found.find((one) => one.name === chosen.value);
    if (each) sparqlTab.ask(each.text);
  });
}

// In a shadow root, because there the editor's styles are constructed sheets, which the page's policy allows.
function editor(root: ShadowRoot, graph: GraphData, run: () => void): EditorView {
  const colour = HighlightStyle.define([
    { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" }, { tag: [tags.string, tags.literal], color: "var(--fact)" },
    { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" }, { tag: tags.variableName, color: "var(--plan)" }, { tag: [tags.url, tags.namespace], color: "var(--claim)" }, { tag: tags.number, color: "var(--denied)" },
  ]);
  const theme = EditorView.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "13px" }, "&.cm-focused": { outline: "none" },
    ".cm-content": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", caretColor: "var(--ink)" }, ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
    "&.cm-focused .cm-cursor": { borderLeftColor: "var(--ink)" }, ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)" }, ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "var(--faint)" },
  });
  return new EditorView({
    parent: root, root,
    state: EditorState.create({
      doc: FIRST,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }, ...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        lineNumbers(), history(), bracketMatching(), closeBrackets(), sparql(), syntaxHighlighting(colour), theme, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query. Escape, then Tab leaves the editor." }),
        autocompletion({ override: [(context) => completions(context, graph)] }),
      ],
    }),
  });
}

function completions(context: CompletionContext, graph: GraphData) {
  const word = context.matchBefore(/[\w:.-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const options: Completion[] = [
    ...graph.predicates.map((each) => ({ label: each.name.includes(":") ? each.name : `kg:${each.name}`, detail: each.label, type: "property", boost: 2 })),
    ...TERMS.map((label) => ({ label, type: "property", boost: 1 })),
    ...[...new Set(graph.nodes.map((each) => each.class))].map((name) => ({ label: `kg:${name}`, detail: "class", type: "class" })),
    ...OTHERS.map((label) => ({ label, type: "property" })),
    ...WORDS.map((label) => ({ label, type: "keyword" })),
  ];
  if (word.text.startsWith("ent:")) options.unshift(...graph.nodes.filter((each) => /^[\w-]+$/.test(each.id)).slice(0, 2000).map((each) => ({ label: `ent:${each.id}`, detail: each.type, type: "variable" })));
  return { from: word.from, options, validFor: /^[\w:.-]*$/ };
}

// --- the answer

async function answer(graph: GraphData, result: HTMLElement, save: HTMLElement, open: (iri: string) => boolean): Promise<void> {
  const query = view!.state.doc.toString();
  const began = performance.now();
  result.replaceChildren(el("p", { class: "note" }, "…"));
  save.replaceChildren();
  const asked = await post(query, "application/sparql-results+json, application/n-triples;q=0.9").catch(() => null);
  if (!asked || !asked.ok) {
    result.replaceChildren(el("p", { class: "failed", role: "alert" }, asked ? shortened(await asked.text(), 2000) : "The server does not answer."));
    return;
  }
  const rows = (asked.headers.get("content-type") ?? "").includes("json");
  const text = await asked.text();
  const took = `${Math.round(performance.now() - began)} ms`;
  save.replaceChildren(...(rows ? [["csv", "text/csv"], ["tsv", "text/tab-separated-values"], ["json", "application/sparql-results+json"]] : [["ttl", "text/turtle"], ["nt", "application/n-triples"], ["jsonld", "application/ld+json"]]).map(([suffix, media]) =>
    el("button", { type: "button", click: () => void post(query, media!).then(async (each) => download(`answer.${suffix}`, await each.blob(), media!)) }, suffix!.toUpperCase())));
  if (rows) table(graph, JSON.parse(text) as Answer, took, result, open);
  else drawn(graph, text, took, result, open);
}

const post = (query: string, accept: string): Promise<Response> => fetch("/sparql", { method: "POST", body: query, headers: { Accept: accept, "Content-Type": "application/sparql-query" } });

function table(graph: GraphData, found: Answer, took: string, result: HTMLElement, open: (iri: string) => boolean): void {
  if (found.boolean !== undefined) {
    result.replaceChildren(el("p", { class: "note" }, `${found.boolean ? "Yes." : "No."} ${took}`));
    return;
  }
  const [columns, rows] = [found.head.vars ?? [], found.results?.bindings ?? []];
  const cell = (term: Term | undefined) => el("td", {}, term && (term.type === "uri" ? address(graph, term.value, open) : own(shortened(term.value, 500))));
  result.replaceChildren(el("p", { class: "note" }, `${plural(rows.length, "row")}${rows.length > MOST ? `, the first ${MOST} shown` : ""} · ${took}`),
    el("table", {}, el("thead", {}, el("tr", {}, columns.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows.slice(0, MOST).map((row) => el("tr", {}, columns.map((name) => cell(row[name])))))));
}

// An IRI as its prefixed name; one that is in the picture opens there.
function address(graph: GraphData, iri: string, open: (iri: string) => boolean): HTMLElement {
  return el("button", { type: "button", class: "linkish", title: shortened(iri, 300), click: () => void open(iri) }, own(shortened(prefixed(graph, iri), 120)));
}

function prefixed(graph: GraphData, iri: string): string {
  for (const [prefix, start] of Object.entries(graph.base.prefixes)) if (iri.startsWith(start)) return `${prefix}:${safely(iri.slice(start.length))}`;
  return iri;
}

const safely = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

// A graph as an answer: its triples as a table, and those between things as a picture on a circle.
function drawn(graph: GraphData, text: string, took: string, result: HTMLElement, open: (iri: string) => boolean): void {
  const triples = text.split("\n").flatMap((line) => {
    const match = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/.exec(line);
    return match ? [[match[1]!, match[2]!, match[3]!] as const] : [];
  });
  const bare = (term: string) => (term.startsWith("<") ? prefixed(graph, term.slice(1, -1)) : term);
  const edges = triples.filter(([, , object]) => object.startsWith("<")).slice(0, 150);
  const names = [...new Set(edges.flatMap(([a, , b]) => [a, b]))].slice(0, 60);
  const at = new Map(names.map((name, i) => [name, { x: 400 + 300 * Math.cos((i / names.length) * 6.2832), y: 150 + 120 * Math.sin((i / names.length) * 6.2832) }]));
  const lines = edges.flatMap(([a, p, b]) => {
    const [from, to] = [at.get(a), at.get(b)];
    return from && to ? [svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: "var(--accent)", "stroke-opacity": 0.5 }, svg("title", {}, bare(p)))] : [];
  });
  const dots = names.map((name) => svg("g", {}, svg("circle", { cx: at.get(name)!.x, cy: at.get(name)!.y, r: 5, fill: "var(--accent)" }), svg("text", { x: at.get(name)!.x, y: at.get(name)!.y - 8 }, shortened(bare(name), 30))));
  const cell = (term: string) => el("td", {}, term.startsWith("<") ? address(graph, term.slice(1, -1), open) : own(shortened(term, 300)));
  result.replaceChildren(el("p", { class: "note" }, `${plural(triples.length, "triple")} · ${took}`), names.length > 1 ? svg("svg", { class: "results-graph", viewBox: "0 0 800 300", role: "img", "aria-label": "The graph; the table below says the same" }, lines, dots) : "",
    el("table", {}, el("tbody", {}, triples.slice(0, MOST).map((triple) => el("tr", {}, triple.map(cell))))));
}
