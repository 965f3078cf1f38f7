// What is seen as Turtle: the statements' records and, for facts alone, the flat triples; the terms of kg/rdf/.
import type { Data } from "../select.ts";
import type { Details, Statement } from "../types.ts";

// Kept equal to `_UNSAFE` of kg/rdf/steps.py; a test compares the two.
const UNSAFE = /[^A-Za-z0-9_.\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u034e\u0350-\u037d\u037f-\u061b\u061d-\u070e\u0710-\u115e\u1161-\u167f\u1681-\u180a\u180f-\u1fff\u3041-\u3163\u3165-\ud7ff\uf900-\ufaff]/gu;

export function encoded(name: string): string {
  if (/^\.*$/.test(name)) return "%2E".repeat(name.length);
  const bytes = (sign: string) => [...utf8(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  return name.replace(UNSAFE, bytes);
}

// UTF-8 as Python's "surrogatepass" writes it: a lone surrogate as three bytes.
function utf8(sign: string): number[] {
  const code = sign.codePointAt(0)!;
  if (code >= 0xd800 && code <= 0xdfff) return [0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  return [...new TextEncoder().encode(sign)];
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
export const literal = (text: string): string => `"${text.replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign]!).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).replace(/\p{Cs}/gu, "\ufffd")}"`;

function time(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${literal(text)}^^xsd:date`;
  if (/^\d{4}-\d{2}$/.test(text)) return `${literal(text)}^^xsd:gYearMonth`;
  if (/^\d{4}$/.test(text)) return `${literal(text)}^^xsd:gYear`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.test(text)) return `${literal(text)}^^xsd:dateTime`;
  return text.includes("/") ? `${literal(text)}^^<http://id.loc.gov/datatypes/edtf/EDTF>` : literal(text);
}

export function turtle(data: Data, seen: number[], details: Record<string, Details>): string {
  const { prefixes } = data.graph.base;
  const iri = (prefix: string, name: string) => `<${prefixes[prefix]}${encoded(name)}>`;
  const entity = (node: number) => iri("ent", data.graph.nodes[node]!.id);
  const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
  const used = new Set<number>();
  const lines: string[] = [];
  const evidence = new Map<string, string>();
  for (const index of seen) {
    const each = data.graph.statements[index]!;
    const { name } = data.graph.predicates[each.p]!;
    const predicate = name.startsWith("rel:") ? iri("rel", name.slice(4)) : iri("kg", name);
    const object = each.o === null ? literal(each.words ?? "") : entity(each.o);
    for (const node of [each.s, each.o, ...each.by]) if (node !== null) used.add(node);
    if (each.status.includes("fact")) lines.push(`${entity(each.s)} ${predicate} ${object} .`);
    const said = [
      `a kg:Statement${each.by.length ? ", kg:Claim" : ""}`, `rdf:subject ${entity(each.s)}`, `rdf:predicate ${predicate}`, `rdf:object ${object}`,
      `kg:polarity kg:${each.status.includes("denied") ? "Negative" : "Positive"}`, `kg:factuality kg:${capital(factuality(each))}`,
      ...each.by.map((node) => `kg:claimedBy ${entity(node)}`), ...(each.time ? [`kg:time ${time(each.time)}`] : []),
    ];
    for (const found of details[each.id]?.evidence ?? []) {
      const place = `<${prefixes.art}${encoded(found.article)}#char=${found.start},${found.end}>`;
      said.push(`kg:evidence ${place}`);
      evidence.set(place, `${place} a kg:Evidence ; prov:wasQuotedFrom ${iri("art", found.article)} ; nif:beginIndex ${found.start} ; nif:endIndex ${found.end} ; kg:quote ${literal(found.quote)} .`);
    }
    lines.push(`${iri("st", each.id)} ${said.join(" ;\n    ")} .`);
  }
  for (const node of [...used].sort((a, b) => a - b)) {
    const about = data.graph.nodes[node]!;
    lines.push(`${entity(node)} a ${iri("kg", about.class)} ; rdfs:label ${literal(about.label)} .`);
  }
  const head = Object.entries(prefixes).map(([prefix, full]) => `@prefix ${prefix}: <${full}> .`);
  return `${[...head, "", ...lines, ...evidence.values()].join("\n")}\n`;
}

const factuality = (each: Statement): string => (each.status.includes("planned") ? "planned" : each.status.includes("possible") ? "possible" : "actual");
