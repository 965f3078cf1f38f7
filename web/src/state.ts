// What the reader has chosen, and its form in the address: every state is a URL.
import type { Status } from "./types.ts";

export const STATUSES: [Status, string, string][] = [
  ["fact", "Facts", "said by the articles themselves, as having happened"],
  ["claimed", "Claims", "somebody says so"],
  ["denied", "Denials", "said not to be so"],
  ["planned", "Plans", "said to be intended"],
  ["possible", "Possible", "said to be perhaps so"],
];
export type Tab = "timeline" | "countries" | "statements" | "sparql";
export const TABS: Tab[] = ["timeline", "countries", "statements", "sparql"];

export interface State {
  off: string[]; // statuses that are switched off
  quads: number[]; // quad classes that are switched off
  types: number[]; // type groups that are switched off
  family: string;
  outlet: string;
  least: number; // the least number of outlets
  clock: "event" | "published";
  from: string;
  to: string;
  words: string;
  countries: boolean;
  focus: string; // an entity's id: only it and its neighbours
  node: string; // the chosen entity
  pair: string[]; // the two ends of the chosen edge
  statement: string; // the chosen statement
  article: string; // the open article
  path: string[]; // two entities
  tab: Tab;
}

export const START: Readonly<State> = Object.freeze({
  off: [], quads: [], types: [], family: "", outlet: "", least: 1, clock: "event", from: "", to: "", words: "", countries: false,
  focus: "", node: "", pair: [], statement: "", article: "", path: [], tab: "timeline",
} satisfies State);

const LISTS = ["off", "quads", "types", "pair", "path"] as const;
const NUMBERS = new Set(["quads", "types"]);

export function toHash(state: State): string {
  const said = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (Array.isArray(value)) value.forEach((each) => said.append(key, String(each)));
    else if (value !== START[key as keyof State]) said.set(key, value === true ? "1" : String(value));
  }
  return said.toString();
}

export function fromHash(hash: string): State {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const state: State = { ...START, off: [], quads: [], types: [], pair: [], path: [] };
  for (const key of LISTS) {
    const values = said.getAll(key);
    Object.assign(state, { [key]: NUMBERS.has(key) ? values.map(Number).filter(Number.isInteger) : values });
  }
  for (const key of ["family", "outlet", "from", "to", "words", "focus", "node", "statement", "article"] as const) {
    state[key] = said.get(key) ?? "";
  }
  const least = Number(said.get("least") ?? 1);
  state.least = Number.isInteger(least) && least > 0 ? least : 1;
  state.clock = said.get("clock") === "published" ? "published" : "event";
  state.countries = said.get("countries") === "1";
  state.tab = TABS.find((tab) => tab === said.get("tab")) ?? "timeline";
  if (state.pair.length !== 2) state.pair = [];
  if (state.path.length !== 2) state.path = [];
  return state;
}
