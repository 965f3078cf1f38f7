// The data that the page itself holds: all of it in one JSON element.
import type { ArticleText, Details, GraphData, Source } from "./types.ts";

interface Embedded { graph: GraphData; details: Record<string, Details>; articles: Record<string, ArticleText> }

export function embedded(text: string): Source {
  const held = JSON.parse(text) as Embedded;
  const details = new Map(Object.entries(held.details));
  const articles = new Map(Object.entries(held.articles));
  return {
    graph: () => Promise.resolve(held.graph),
    details: (ids) => Promise.resolve(Object.fromEntries(ids.flatMap((id) => (details.has(id) ? [[id, details.get(id)!]] : [])))),
    article: (id) => Promise.resolve(articles.get(id) ?? { text: null, mentions: [], evidence: [] }),
    sparql: null,
    names: null,
  };
}
