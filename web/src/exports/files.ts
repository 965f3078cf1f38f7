// What is seen as CSV and GEXF.
import type { Data, Seen } from "../select.ts";
import type { Details } from "../types.ts";
import { claimants } from "../words.ts";
import { encoded } from "./turtle.ts";
import { xml } from "./xml.ts";

// A cell that begins so would be run as a formula by spreadsheet programs (OWASP, "CSV Injection").
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;

export function csv(data: Data, seen: Seen, details: Record<string, Details>): string {
  const { nodes, predicates, quads, articles } = data.graph;
  const rows = [["id", "subject", "predicate", "object", "status", "claimed_by", "time", "place", "quad", "outlets", "quote"]];
  for (const index of seen.statements) {
    const each = data.graph.statements[index]!;
    rows.push([each.id, nodes[each.s]!.label, predicates[each.p]!.name, each.o === null ? each.words ?? "" : nodes[each.o]!.label, each.status.join(" "), claimants(data, each), each.time ?? "", each.place ?? "",
      quads[each.quad]?.label ?? "", each.articles.map((a) => articles[a]!.publisher ?? "").filter(Boolean).join("; "), details[each.id]?.evidence[0]?.quote ?? ""]);
  }
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

const rgb = (colour: string): string => [1, 3, 5].map((at, i) => `${"rgb"[i]}="${parseInt(colour.slice(at, at + 2), 16)}"`).join(" ");

// GEXF 1.2 with positions and colours, an edge a statement.
export function gexf(data: Data, seen: Seen): string {
  const { nodes, groups, predicates, quads, statements } = data.graph;
  const ends = seen.statements.filter((index) => seen.nodes.size && statements[index]!.o !== null);
  const used = new Set(ends.flatMap((index) => [statements[index]!.s, statements[index]!.o!]));
  const node = (index: number) => {
    const about = nodes[index]!;
    return `<node id="${encoded(about.id)}" label="${xml(about.label)}"><attvalues><attvalue for="type" value="${xml(about.type)}"/></attvalues><viz:color ${rgb(groups[about.group]!.colour)}/><viz:position x="${about.x}" y="${about.y}" z="0"/></node>`;
  };
  const edge = (index: number) => {
    const each = statements[index]!;
    const values = { predicate: predicates[each.p]!.name, quad: quads[each.quad]?.label ?? "", status: each.status.join(", "), claimants: claimants(data, each), time: each.time ?? "" };
    const known = Object.entries(values).filter(([, value]) => value).map(([name, value]) => `<attvalue for="${name}" value="${xml(value)}"/>`);
    return `<edge id="${xml(each.id)}" source="${encoded(nodes[each.s]!.id)}" target="${encoded(nodes[each.o!]!.id)}" label="${xml(predicates[each.p]!.label)}" weight="${each.weight}"><attvalues>${known.join("")}</attvalues><viz:color ${rgb(quads[each.quad]?.colour ?? "#888888")}/></edge>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<graph defaultedgetype="directed">
<attributes class="node"><attribute id="type" title="type" type="string"/></attributes>
<attributes class="edge">${["predicate", "quad", "status", "claimants", "time"].map((name) => `<attribute id="${name}" title="${name}" type="string"/>`).join("")}</attributes>
<nodes>
${[...used].sort((a, b) => a - b).map(node).join("\n")}
</nodes>
<edges>
${ends.map(edge).join("\n")}
</edges>
</graph>
</gexf>
`;
}
