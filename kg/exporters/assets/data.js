// What the page knows and what of it is shown. Text from articles enters the page through text nodes only.
const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = DATA.nodes;
const STATEMENTS = DATA.statements;
const STATUSES = [["fact", "Facts"], ["claimed", "Claims"], ["denied", "Denied"], ["planned", "Planned"], ["possible", "Possible"]];
const SVG = "http://www.w3.org/2000/svg";

const state = { quads: new Set(DATA.quads.keys()), statuses: new Set(STATUSES.map(([key]) => key)), query: "", chosen: null };

function find(id) {
  return document.getElementById(id);
}

function build(parent, name, attributes, children) {
  const made = parent === SVG ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...[children === undefined ? [] : children].flat().filter((child) => child !== null));
  return made;
}

const html = (name, attributes, children) => build(null, name, attributes, children);
const svg = (name, attributes, children) => build(SVG, name, attributes, children);

// A name or quote, kept apart so that signs of right-to-left scripts in it turn nothing around it.
const own = (text) => html("bdi", {}, text);

function plural(count, one, many) {
  return `${count} ${count === 1 ? one : many || one + "s"}`;
}

// A statement is shown when its kind and everything that it is (claimed and denied, say) is switched on.
function passes(statement) {
  return state.quads.has(statement.quad) && statement.status.every((each) => state.statuses.has(each));
}

function words(statement) {
  return [statement.subject, statement.label, statement.object, statement.claimants.join(" "), statement.time || "",
    statement.place || "", ...statement.evidence.map((each) => each.quote)].join(" ").toLowerCase();
}

function matches(statement) {
  return !state.query || words(statement).includes(state.query);
}

function concerns(statement) {
  const chosen = state.chosen;
  if (!chosen) return true;
  if (chosen.node !== undefined) {
    return statement.s === chosen.node || statement.o === chosen.node || statement.speakers.includes(chosen.node);
  }
  return chosen.statements.includes(statement.index);
}

// Statements of one direction, kind and status between two entities are one line, as wide as there are many.
function bundles(statements) {
  const found = new Map();
  for (const statement of statements) {
    const turned = statement.symmetric && statement.s > statement.o;
    const [from, to] = turned ? [statement.o, statement.s] : [statement.s, statement.o];
    const line = lineOf(statement.status);
    const denied = statement.status.includes("denied");
    const key = [from, to, statement.symmetric, statement.quad, line, denied].join(" ");
    if (!found.has(key)) found.set(key, { from, to, line, denied, quad: statement.quad, arrow: !statement.symmetric, statements: [] });
    found.get(key).statements.push(statement.index);
  }
  return [...found.values()];
}

// Only facts are solid, and a claimed denial never looks like the claim of the contrary.
function lineOf(status) {
  const unreal = ["denied", "planned", "possible"].some((each) => status.includes(each));
  if (status.includes("claimed")) return unreal ? "claimed-unreal" : "claimed";
  return unreal ? "unreal" : "real";
}

// The entities that are drawn: those in the most statements, and always the chosen one with its neighbours.
function drawable(limit) {
  const degree = new Map();
  for (const each of STATEMENTS) {
    if (each.o === null) continue;
    for (const end of new Set([each.s, each.o])) degree.set(end, (degree.get(end) || 0) + 1);
  }
  const ranked = [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || a - b);
  return { nodes: ranked.slice(0, limit), degree, hidden: Math.max(0, ranked.length - limit) };
}
