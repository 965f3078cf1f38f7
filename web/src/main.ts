// What ties everything together: the state in, every part of the page shown; what the reader does, into the state.
import { download, toPng, toSvg } from "./exports/drawing.ts";
import { csv, gexf } from "./exports/files.ts";
import { turtle } from "./exports/turtle.ts";
import { el, find, plural, shortened } from "./dom.ts";
import { panel } from "./panel.ts";
import { type Chosen, type Picture, picture } from "./picture.ts";
import { searchField } from "./search.ts";
import { Data, type Seen, shortest } from "./select.ts";
import { embedded } from "./source.ts";
import { START, type State, STATUSES, type Tab, TABS, fromHash, toHash } from "./state.ts";
import { countryTable, statementTable } from "./tables.ts";
import { timeline } from "./timeline.ts";
import { type GraphData, isPart, partAbout, type Source } from "./types.ts";
import { stroke } from "./words.ts";

const FILTERS = ["off", "quads", "types", "family", "outlet", "least", "clock", "from", "to", "words", "countries", "focus"] as const;

async function begin(): Promise<void> {
  const source = globalThis.kgSource ?? embedded(find("data").textContent ?? "");
  const graph = await source.graph();
  const data = new Data(graph);
  const page = new Page(source, data);
  page.start();
}

class Page {
  private state: State = fromHash(location.hash);
  private seen: Seen = { statements: [], bundles: [], nodes: new Map(), undated: 0 };
  private filtered = "";
  private picture: Picture | null = null;
  private readonly change = (part: Partial<State>): void => this.set({ ...this.state, ...part });
  private readonly panel;
  private readonly timeline;
  private readonly table;
  private asked = false;

  constructor(private readonly source: Source, private readonly data: Data) {
    this.panel = panel(find("panel"), data, source, this.change);
    this.timeline = timeline(find("histogram"), find("events"), data, this.change);
    this.table = statementTable(find("all-statements"), data, this.change);
  }

  start(): void {
    this.heading();
    this.switches();
    this.choices();
    this.tabs();
    this.menu();
    searchField(find<HTMLInputElement>("search"), find("suggestions"), this.data, this.source.names, (node) => this.chooseNode(node), (words) => this.change({ words }));
    try {
      this.picture = picture(find("network"), this.data, (node) => this.chooseNode(node), (bundle) => this.chooseLine(bundle),
        () => this.change({ pair: [], node: "", statement: "", article: "" }));
    } catch {
      find("no-webgl").hidden = false; // no graphics card and no software for one: lists, tables and search still work
    }
    addEventListener("hashchange", () => this.set(fromHash(location.hash), false));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.picture?.repaint());
    this.arrive();
    const elsewhere = this.elsewhere();
    if (elsewhere) {
      location.replace(elsewhere);
      return;
    }
    if (matchMedia("(max-width: 860px)").matches) find("filters").removeAttribute("open");
    this.set(this.state, false);
    const shown = [this.state.node, ...this.state.pair].flatMap((id) => (id && this.seen.nodes.has(this.data.nodeOf.get(id) ?? -1) ? [this.data.nodeOf.get(id)!] : []));
    this.picture?.look(shown.length === 1 ? [...shown, ...this.beside(shown[0]!)] : shown);
    document.documentElement.dataset.ready = "yes";
    performance.mark("kg-ready");
  }

  // An address such as /entity/China, which `kg serve` answers with this page.
  private arrive(): void {
    const match = /^\/(entity|statement|article)\/(.+)$/.exec(location.protocol === "file:" ? "" : location.pathname);
    if (!match || location.hash.length > 1) return;
    let id = match[2]!;
    try {
      id = decodeURIComponent(id);
    } catch {
      // stays as it is
    }
    this.state = { ...this.state, [{ entity: "node", statement: "statement", article: "article" }[match[1] as "entity"]]: id };
  }

  // Whoever is chosen and not drawn in a part of a larger graph is shown in a part of its own.
  private elsewhere(): string {
    const { graph, nodeOf } = this.data;
    const { node } = this.state;
    return this.source.names && node && !graph.about && isPart(graph) && !nodeOf.has(node) ? partAbout(node) : "";
  }

  private readonly id = (node: number): string => this.data.graph.nodes[node]!.id;

  private chooseNode(node: number): void {
    const { path } = this.state;
    if (path.length === 1 && path[0] !== this.id(node)) this.change({ path: [path[0]!, this.id(node)], node: "", pair: [], statement: "", article: "" });
    else {
      this.change({ node: this.id(node), pair: [], statement: "", article: "", path: [] });
      if (this.seen.nodes.has(node)) this.picture?.look([node, ...this.beside(node)]);
    }
  }

  private chooseLine(bundle: Seen["bundles"][number]): void {
    this.change({ pair: [this.id(bundle.from), this.id(bundle.to)], node: "", statement: "", article: "", path: [] });
    this.picture?.look([bundle.from, bundle.to]);
  }

  private beside(node: number): number[] {
    return this.seen.bundles.flatMap((each) => (each.from === node ? [each.to] : each.to === node ? [each.from] : []));
  }

  private set(state: State, write = true): void {
    this.state = state;
    if (write) {
      const hash = toHash(state);
      if (hash !== location.hash.replace(/^#/, "")) history.pushState(null, "", `${location.pathname}${location.search}${hash ? `#${hash}` : ""}`);
    }
    const key = JSON.stringify(FILTERS.map((name) => state[name]));
    if (key !== this.filtered) {
      this.filtered = key;
      this.seen = this.data.seen(state);
      this.picture?.show(this.seen, this.lit(this.way()));
    }
    this.show();
  }

  private show(): void {
    const { state, seen, data } = this;
    const path = this.way();
    this.picture?.choose(this.lit(path));
    void this.panel.show(state, seen, path);
    document.body.classList.toggle("with-panel", Boolean(state.node || state.statement || state.article || state.pair.length || state.path.length));
    this.marks();
    this.showTab();
    const { statements } = data.graph;
    find("count").textContent = seen.statements.length === statements.length ? plural(statements.length, "statement") : `${seen.statements.length.toLocaleString("en")} of ${plural(statements.length, "statement")}`;
    find("path-hint").hidden = state.path.length !== 1;
  }

  private way(): number[] {
    const [from, to] = this.state.path.map((id) => this.data.nodeOf.get(id));
    return from !== undefined && to !== undefined ? shortest(this.seen.bundles, from, to) : [];
  }

  // What the choice lights up in the picture.
  private lit(path: number[]): Chosen {
    const { state, seen, data } = this;
    const nodes = new Set<number>();
    let bundles: Set<number> | null = null;
    const where = (test: (bundle: Seen["bundles"][number]) => boolean) => new Set(seen.bundles.flatMap((each, index) => (test(each) ? [index] : [])));
    const node = data.nodeOf.get(state.node);
    const statement = data.statementOf.get(state.statement);
    const pair = state.pair.map((id) => data.nodeOf.get(id));
    if (path.length > 1) {
      path.forEach((each) => nodes.add(each));
      bundles = where((each) => path.some((a, i) => i + 1 < path.length && ((each.from === a && each.to === path[i + 1]) || (each.to === a && each.from === path[i + 1]))));
    } else if (statement !== undefined) bundles = where((each) => each.statements.includes(statement));
    else if (pair.length === 2) bundles = where((each) => pair.includes(each.from) && pair.includes(each.to));
    else if (node !== undefined) nodes.add(node);
    else if (state.article) {
      const article = data.articleOf.get(state.article)!;
      bundles = where((each) => each.statements.some((index) => data.graph.statements[index]!.articles.includes(article)));
    }
    if (bundles && !bundles.size) bundles = null;
    return { nodes, bundles };
  }

  // --- the head, the switches, the menus

  private heading(): void {
    const { articles, statements, nodes, total, about } = this.data.graph;
    const only = articles.length === 1 ? articles[0]! : null;
    const title = only?.title ?? (only ? "One article" : plural(articles.length, "article"));
    find("title").replaceChildren(el("bdi", {}, shortened(title, 160)));
    document.title = `${shortened(title, 80)} · kg`;
    const parts = [only?.publisher, only?.published?.slice(0, 10), plural(nodes.filter((node) => node.weight + node.claims > 0).length, "name"), plural(statements.length, "statement")];
    if (total && isPart(this.data.graph)) parts.push(`${about ? "a part" : "the weightiest"} of ${plural(total.nodes, "name")} and ${plural(total.statements, "statement")}; search finds all names`);
    const around = about === undefined ? undefined : this.data.nodeOf.get(about);
    const back = around === undefined ? null : el("span", {}, "around ", el("bdi", {}, shortened(nodes[around]!.label, 60)), " · ", el("a", { href: "/" }, "the weightiest of all"), " · ");
    find("subtitle").replaceChildren(...[back, el("bdi", {}, shortened(parts.filter(Boolean).join(" · "), 200))].filter((each) => each !== null));
  }

  private switches(): void {
    const { graph } = this.data;
    const counts = (test: (each: GraphData["statements"][number]) => boolean) => graph.statements.filter(test).length;
    const chip = (kind: "off" | "quads" | "types", key: string | number, head: Node | null, label: string, count: number, title = "") =>
      el("label", { class: "chip", title }, el("input", { type: "checkbox", "data-kind": kind, "data-key": String(key), change: () => this.toggle(kind, key) }), head, el("span", {}, label), el("span", { class: "count" }, String(count)));
    find("statuses").replaceChildren(...STATUSES.map(([key, label, title]) => {
      const example = { quad: -1, status: [key] } as never;
      return chip("off", key, stroke(this.data, example), label, counts((each) => each.status.includes(key)), title);
    }));
    find("quads").replaceChildren(...graph.quads.map((quad, index) => chip("quads", index, dot(quad.colour, "line"), quad.label, counts((each) => each.quad === index))));
    const used = new Map<number, number>();
    for (const each of graph.statements) for (const end of [each.s, each.o]) if (end !== null) used.set(graph.nodes[end]!.group, (used.get(graph.nodes[end]!.group) ?? 0) + 1);
    find("types").replaceChildren(...graph.groups.flatMap((group, index) => (used.has(index) ? [chip("types", index, dot(group.colour, group.shape), group.label, graph.nodes.filter((node) => node.group === index && node.weight > 0).length)] : [])));
  }

  private toggle(kind: "off" | "quads" | "types", key: string | number): void {
    const now = this.state[kind] as (string | number)[];
    this.change({ [kind]: now.includes(key) ? now.filter((each) => each !== key) : [...now, key] });
  }

  private choices(): void {
    const { families, outlets, graph } = this.data;
    const fill = (id: string, all: string[], every: string) => {
      find(id).replaceChildren(el("option", { value: "" }, every), ...all.map((each) => el("option", { value: each }, shortened(each, 60))));
      find<HTMLSelectElement>(id).addEventListener("change", (event) => this.change({ [id]: (event.target as HTMLSelectElement).value }));
    };
    fill("family", families, "all families");
    fill("outlet", outlets, "all outlets");
    find("outlets").hidden = outlets.length < 2 && graph.articles.length < 2;
    find<HTMLInputElement>("least").max = String(Math.max(1, outlets.length));
    find("least").addEventListener("change", (event) => this.change({ least: Math.max(1, Number((event.target as HTMLInputElement).value) || 1) }));
    find("countries").addEventListener("change", (event) => this.change({ countries: (event.target as HTMLInputElement).checked, pair: [] }));
    find("clock").addEventListener("change", (event) => this.change({ clock: (event.target as HTMLSelectElement).value === "published" ? "published" : "event", from: "", to: "" }));
    find("reset").addEventListener("click", () => this.set({ ...START, tab: this.state.tab }));
    find("closer").addEventListener("click", () => this.picture?.zoom(1.5));
    find("farther").addEventListener("click", () => this.picture?.zoom(1 / 1.5));
    find("whole").addEventListener("click", () => this.picture?.whole());
    find("network").addEventListener("keydown", (event) => this.keys(event));
    addEventListener("keydown", (event) => {
      if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName) && !(event.target as HTMLElement).isContentEditable) {
        event.preventDefault();
        find("search").focus();
      } else if (event.key === "Escape" && event.target === document.body) this.change({ node: "", pair: [], statement: "", article: "", path: [] });
    });
    find("theme").addEventListener("click", () => {
      const dark = (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
      document.documentElement.dataset.theme = dark ? "light" : "dark";
      this.picture?.repaint();
    });
  }

  // The picture by keyboard: + and - zoom, 0 shows all, arrows go from the chosen actor to its neighbours.
  private keys(event: KeyboardEvent): void {
    if (event.key === "+") this.picture?.zoom(1.5);
    else if (event.key === "-") this.picture?.zoom(1 / 1.5);
    else if (event.key === "0") this.picture?.whole();
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const nodes = [...this.seen.nodes.keys()].sort((a, b) => this.seen.nodes.get(b)! - this.seen.nodes.get(a)! || a - b);
      const now = nodes.indexOf(this.data.nodeOf.get(this.state.node) ?? -1);
      const next = nodes[(now + (event.key === "ArrowRight" ? 1 : -1) + nodes.length) % nodes.length];
      if (next !== undefined) this.chooseNode(next);
    } else return;
    event.preventDefault();
  }

  // Controls and headings made to agree with the state.
  private marks(): void {
    const { state } = this;
    for (const box of document.querySelectorAll<HTMLInputElement>("input[data-kind]")) {
      const kind = box.dataset.kind as "off" | "quads" | "types";
      box.checked = !(state[kind] as (string | number)[]).map(String).includes(box.dataset.key!);
    }
    find<HTMLSelectElement>("family").value = state.family;
    find<HTMLSelectElement>("outlet").value = state.outlet;
    find<HTMLInputElement>("least").value = String(state.least);
    find<HTMLInputElement>("countries").checked = state.countries;
    find<HTMLSelectElement>("clock").value = state.clock;
    find("focused").hidden = !state.focus;
    const focus = this.data.nodeOf.get(state.focus);
    find("focused").replaceChildren(el("button", { type: "button", click: () => this.change({ focus: "" }) }, "Only around ", el("bdi", {}, focus === undefined ? state.focus : shortened(this.data.graph.nodes[focus]!.label, 40)), " ✕"));
    find("worded").hidden = !state.words;
    find("worded").replaceChildren(el("button", { type: "button", click: () => this.change({ words: "" }) }, "With “", el("bdi", {}, shortened(state.words, 40)), "” ✕"));
    find("reset").hidden = FILTERS.every((name) => JSON.stringify(state[name]) === JSON.stringify(START[name]));
  }

  // --- the tabs below the picture

  private tabs(): void {
    for (const tab of TABS) {
      find(`tab-${tab}`).addEventListener("click", () => this.change({ tab }));
      find(`tab-${tab}`).addEventListener("keydown", (event) => {
        if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
        const next = TABS[(TABS.indexOf(tab) + (event.key === "ArrowRight" ? 1 : -1) + TABS.length) % TABS.length]!;
        this.change({ tab: next });
        find(`tab-${next}`).focus();
      });
    }
  }

  private showTab(): void {
    const { state, seen, data } = this;
    for (const tab of TABS) {
      const here = state.tab === tab;
      find(`tab-${tab}`).setAttribute("aria-selected", String(here));
      find(`tab-${tab}`).tabIndex = here ? 0 : -1;
      find(`pane-${tab}`).hidden = !here;
    }
    const parts: Record<Tab, () => void> = {
      timeline: () => this.timeline.show(state, seen),
      countries: () => countryTable(find("matrix"), data, seen, state, this.change),
      statements: () => this.table.show(state, seen),
      sparql: () => this.sparql(),
    };
    document.body.classList.toggle("tall-dock", state.tab === "sparql" && Boolean(this.source.sparql));
    parts[state.tab]();
  }

  private sparql(): void {
    if (this.asked) return;
    this.asked = true;
    const open = (iri: string): boolean => {
      const { prefixes } = this.data.graph.base;
      for (const [prefix, key, known] of [["ent", "node", this.data.nodeOf], ["st", "statement", this.data.statementOf], ["art", "article", this.data.articleOf]] as const) {
        const start = prefixes[prefix]!;
        if (!iri.startsWith(start)) continue;
        const id = decodeURIComponent(iri.slice(start.length).split("#")[0]!);
        if (known.has(id)) {
          this.change({ node: "", statement: "", article: "", pair: [], [key]: id });
          return true;
        }
      }
      return false;
    };
    if (this.source.sparql) this.source.sparql.mount(find("query"), this.data.graph, open);
    else find("query").replaceChildren(el("p", { class: "note" }, "This page is one file and asks nobody. SPARQL needs the data in a store: ", el("code", {}, "kg serve GRAPH"), " opens this page with a query editor, ", el("code", {}, "kg query GRAPH 'SELECT …'"), " answers on the command line."));
  }

  // --- files

  private menu(): void {
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-save]")) {
      button.addEventListener("click", () => {
        button.closest("details")?.removeAttribute("open");
        void this.save(button.dataset.save!);
      });
    }
  }

  private async save(kind: string): Promise<void> {
    const { data, seen } = this;
    const name = `kg-graph.${kind}`;
    if (kind === "svg") return download(name, toSvg(data, seen), "image/svg+xml");
    if (kind === "gexf") return download(name, gexf(data, seen), "application/gexf+xml");
    if (kind === "png") {
      const made = await toPng(data, seen);
      return made ? download(name, made, "image/png") : undefined;
    }
    const details = await this.source.details(seen.statements.map((index) => data.graph.statements[index]!.id));
    if (kind === "csv") return download(name, csv(data, seen, details), "text/csv");
    return download(name, turtle(data, seen.statements, details), "text/turtle");
  }
}

function dot(colour: string, shape: string): HTMLElement {
  const made = el("span", { class: `dot ${shape}`, "aria-hidden": "true" });
  made.style.background = colour;
  return made;
}

void begin().catch((error: unknown) => {
  find("subtitle").textContent = `This page could not be shown: ${error instanceof Error ? error.message : String(error)}`;
});
