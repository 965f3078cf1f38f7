// What only a page from `kg serve` has: its requests to the server it came from, and the SPARQL tab.
import type { ArticleText, Details, GraphData, Named, Source } from "./types.ts";
import { sparqlTab } from "./sparql.ts";

const AT_ONCE = 150; // ids in one address

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path.split("?")[0]}: ${answer.status}`);
  return (await answer.json()) as T;
}

const known = new Map<string, Details>();

async function details(ids: string[]): Promise<Record<string, Details>> {
  const wanted = ids.filter((id) => !known.has(id));
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const asked = new URLSearchParams(wanted.slice(at, at + AT_ONCE).map((id) => ["id", id]));
    for (const [id, found] of Object.entries(await get<Record<string, Details>>(`/api/statements?${asked}`))) known.set(id, found);
  }
  return Object.fromEntries(ids.flatMap((id) => (known.has(id) ? [[id, known.get(id)!]] : [])));
}

globalThis.kgSource = {
  graph: () => {
    const about = new URLSearchParams(location.search).get("about");
    return get<GraphData>(about ? `/api/graph?${new URLSearchParams([["about", about]])}` : "/api/graph");
  },
  details,
  article: (id) => get<ArticleText>(`/api/articles/${encodeURIComponent(id)}`),
  sparql: sparqlTab,
  names: (words) => get<Named[]>(`/api/names?${new URLSearchParams([["q", words]])}`),
} satisfies Source;
