import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces } from "../src/article.ts";
import { encoded, literal } from "../src/exports/turtle.ts";
import { xml } from "../src/exports/xml.ts";
import { Data, bundled, lineOf, matrix, shortest, suggestions } from "../src/select.ts";
import { START, type State, fromHash, toHash } from "../src/state.ts";
import { span, told } from "../src/time.ts";
import type { GraphData, Node, Statement } from "../src/types.ts";

const node = (id: string, country: number | null = null): Node => ({ id, label: id.replace("_", " "), class: "Person", type: "person", group: 0, aliases: [], same: [], country, weight: 1, claims: 0, x: 0, y: 0 });
const said = (id: string, s: number, o: number | null, more: Partial<Statement> = {}): Statement => ({ id, s, o, words: null, p: 0, quad: 0, status: ["fact"], by: [], time: null, place: null, articles: [0], weight: 1, ...more });
const graph: GraphData = {
  base: { prefixes: {} },
  articles: [{ id: "a", title: null, published: "2023-04-16", publisher: "One", url: null }, { id: "b", title: null, published: "2023-05", publisher: "Two", url: null }],
  groups: [{ label: "Person", colour: "#000000", shape: "circle" }], quads: [{ label: "Verbal cooperation", colour: "#111111", event: true }, { label: "Standing relation", colour: "#222222", event: false }],
  predicates: [{ name: "met", label: "met", family: "CONSULT", symmetric: true }, { name: "armed", label: "armed", family: "AID", symmetric: false }],
  nodes: [node("Élan_Vital", 2), node("Bo"), node("Russia", 2), node("China", 3)],
  statements: [said("1", 0, 3, { time: "2023-04-16" }), said("2", 3, 0, { articles: [0, 1] }), said("3", 2, 3, { p: 1, status: ["claimed", "denied"], by: [1] }), said("4", 0, null, { words: "a plan", quad: 1 })],
};
const data = new Data(graph);
const state = (part: Partial<State>): State => ({ ...START, ...part });

test("a state survives its address, and nonsense in an address is no state", () => {
  const chosen = state({ off: ["claimed"], quads: [1], family: "AID", least: 2, countries: true, pair: ["a b", "c&d"], node: "Li #1", tab: "sparql", from: "2023-04" });
  assert.deepEqual(fromHash(`#${toHash(chosen)}`), chosen);
  assert.deepEqual(fromHash("#least=-3&quads=x&clock=never&tab=none&pair=one"), state({}));
});

test("only facts are solid, and a claimed denial is not drawn like a claim", () => {
  assert.equal(lineOf(["fact"]), "solid");
  assert.equal(lineOf(["claimed"]), "dashed");
  assert.equal(lineOf(["claimed", "denied"]), "dotted");
});

test("a switched-off status takes all statements away that have it", () => {
  assert.deepEqual(data.seen(state({ off: ["denied"] })).statements, [0, 1, 3]);
});

test("filters: family, outlet, least outlets, words, time", () => {
  assert.deepEqual(data.seen(state({ family: "AID" })).statements, [2]);
  assert.deepEqual(data.seen(state({ outlet: "Two" })).statements, [1]);
  assert.deepEqual(data.seen(state({ least: 2 })).statements, [1]);
  assert.deepEqual(data.seen(state({ words: "PLAN" })).statements, [3]);
  const april = data.seen(state({ from: "2023-04-01", to: "2023-04-30" }));
  assert.deepEqual([april.statements, april.undated], [[0], 3]);
  assert.deepEqual(data.seen(state({ clock: "published", from: "2023-05-01" })).statements, []);
});

test("symmetric statements of either direction are one line, without an arrow", () => {
  const lines = bundled(graph, [0, 1], (each) => data.ends(each, false));
  assert.equal(lines.length, 1);
  assert.deepEqual([lines[0]!.arrow, lines[0]!.statements], [false, [0, 1]]);
});

test("in the country view people count for their countries", () => {
  const lines = data.seen(state({ countries: true })).bundles;
  assert.deepEqual(new Set(lines.flatMap((each) => [each.from, each.to])), new Set([2, 3]));
  const { countries, cells } = matrix(data, [0, 1, 2, 3], 5);
  assert.deepEqual(countries, [2, 3]);
  assert.equal(cells.get("2 3")!.statements.length, 3);
  assert.equal(cells.get("3 2")!.statements.length, 2);
});

test("the shortest way is found, or none", () => {
  const lines = data.seen(state({})).bundles;
  assert.deepEqual(shortest(lines, 0, 2), [0, 3, 2]);
  assert.deepEqual(shortest(lines, 0, 1), []);
});

test("suggestions do without accents and begin with names that begin so", () => {
  assert.deepEqual(suggestions(graph, "elan", 5), [0]);
  assert.deepEqual(suggestions(graph, "vit", 5), [0]);
  assert.deepEqual(suggestions(graph, "  ", 5), []);
});

test("times of every precision are spans of days, and nonsense is none", () => {
  assert.deepEqual(span("1970-01-02"), [1, 1]);
  assert.deepEqual(span("1970-01"), [0, 30]);
  assert.deepEqual(span("1970"), [0, 364]);
  assert.deepEqual(span("1970-01-01/1970-01-03"), [0, 2]);
  for (const odd of ["soon", "", null, "1970-01-03/1970-01-01", "19700101"]) assert.equal(span(odd), null);
  assert.equal(told("2023-04-16/2023-04-18"), "16 April 2023 – 18 April 2023");
  assert.equal(told("javascript:1"), "javascript:1");
});

test("a text is cut at code points, and its pieces are the whole text", () => {
  const text = "😀 Li met Bo.";
  const cut = pieces(text, { text, mentions: [[2, 4, "Li"], [9, 11, "Bo"], [99, 100, "x"], [-1, 3, "y"]], evidence: [[2, 12, "s"], [2, 4, "t"]] });
  assert.equal(cut.map((each) => each.text).join(""), text);
  const li = cut.find((each) => each.entity === "Li")!;
  assert.deepEqual([li.text, li.statements.sort()], ["Li", ["s", "t"]]);
});

test("ids, literals and XML hold whatever a name holds", () => {
  assert.equal(encoded('Łódź "<1>" 😀'), "Łódź%20%22%3C1%3E%22%20%F0%9F%98%80");
  assert.equal(encoded(".."), "%2E%2E");
  assert.equal(encoded("\ud800"), "%ED%A0%80");
  assert.equal(literal('a"\\\n\u0000\ud800'), '"a\\"\\\\\\n\\u0000\ufffd"');
  assert.equal(xml('<a b="\u0000">'), "&lt;a b=&quot;\ufffd&quot;&gt;");
});
