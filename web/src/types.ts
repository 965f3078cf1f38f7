// The shapes of what kg/exporters/explorer.py writes. Numbers in the graph are places in its lists; offsets are code points.
export interface Article { id: string; title: string | null; published: string | null; publisher: string | null; url: string | null }
export interface Group { label: string; colour: string; shape: "circle" | "square" | "diamond" }
export interface Quad { label: string; colour: string; event: boolean }
export interface Predicate { name: string; label: string; family: string; symmetric: boolean }
export interface Node {
  id: string; label: string; class: string; type: string; group: number; aliases: string[]; same: string[];
  country: number | null; weight: number; claims: number; x: number; y: number;
}
export type Status = "fact" | "claimed" | "denied" | "planned" | "possible";
export interface Statement {
  id: string; s: number; o: number | null; words: string | null; p: number; quad: number; status: Status[]; by: number[];
  time: string | null; place: string | null; articles: number[]; weight: number;
}
export interface GraphData {
  base: { prefixes: Record<string, string> };
  articles: Article[]; groups: Group[]; quads: Quad[]; predicates: Predicate[]; nodes: Node[]; statements: Statement[];
  total?: { nodes: number; statements: number };
  about?: string; // the entity whose part of a larger graph this is
}
export interface Named { id: string; label: string; type: string; weight: number }
export interface Evidence { article: string; start: number; end: number; quote: string }
export interface Details { phrase: string; confidence: number; qualifiers: [string, string][]; evidence: Evidence[] }
export interface ArticleText {
  text: string | null;
  mentions: [start: number, end: number, entity: string][];
  evidence: [start: number, end: number, statement: string][];
}
export interface SparqlTab { mount(place: HTMLElement, graph: GraphData, open: (iri: string) => boolean): void; ask(query: string): void }
// Where the data comes from: the page itself, or the server that the page came from.
export interface Source {
  graph(): Promise<GraphData>;
  details(ids: string[]): Promise<Record<string, Details>>;
  article(id: string): Promise<ArticleText>;
  sparql: SparqlTab | null;
  names: ((words: string) => Promise<Named[]>) | null; // everybody called so, drawn or not
}
// Whether there is more than what is drawn.
export const isPart = ({ total, nodes, statements }: GraphData): boolean => total !== undefined && (total.nodes > nodes.length || total.statements > statements.length);
export const partAbout = (id: string): string => `/?${new URLSearchParams([["about", id]])}#${new URLSearchParams([["node", id]])}`;
declare global {
  // Set by served.ts, which only `kg serve` hands out; a page in a file has no network code at all.
  var kgSource: Source | undefined;
}
