// The search field: suggestions as one types, by keyboard and pointer (WAI-ARIA combobox pattern).
import { el, own, shortened } from "./dom.ts";
import { type Data, suggestions } from "./select.ts";
import { isPart, type Named, partAbout, type Source } from "./types.ts";

const PAUSE = 200; // milliseconds without a key before the server is asked

export function searchField(input: HTMLInputElement, list: HTMLElement, data: Data, names: Source["names"], choose: (node: number) => void, words: (text: string) => void): void {
  let found: (number | Named)[] = [];
  let timer = 0;
  let active = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const take = (node: number | Named) => {
    if (typeof node !== "number") {
      location.assign(partAbout(node.id));
      return;
    }
    input.value = "";
    close();
    words("");
    choose(node);
  };
  const mark = () => {
    [...list.children].forEach((child, place) => child.setAttribute("aria-selected", String(place === active)));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `option-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const offer = (some: (number | Named)[]) => {
    found = some;
    if (active >= found.length) active = -1;
    list.replaceChildren(...found.map((node, place) => (typeof node === "number" ? option(node, place) : elsewhere(node, place))));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark();
  };
  const suggest = () => {
    const drawn = suggestions(data.graph, input.value, 8);
    const asked = input.value.trim();
    active = -1;
    offer(drawn);
    clearTimeout(timer);
    if (!names || asked.length < 2 || !isPart(data.graph)) return;
    timer = window.setTimeout(async () => {
      const others = (await names(asked).catch(() => [])).filter((each) => !data.nodeOf.has(each.id));
      if (input.value.trim() === asked && document.activeElement === input) offer([...drawn, ...others.slice(0, 8)]);
    }, PAUSE);
  };
  const elsewhere = (about: Named, place: number) =>
    el("li", { role: "option", id: `option-${place}`, "aria-selected": "false", pointerdown: (event: Event) => { event.preventDefault(); take(about); } }, own(shortened(about.label, 60)), el("small", {}, " ", about.type, " · not drawn here: opens its part"));
  const option = (node: number, place: number) => {
    const about = data.graph.nodes[node]!;
    const dot = el("span", { class: `dot ${data.graph.groups[about.group]!.shape}`, "aria-hidden": "true" });
    dot.style.background = data.graph.groups[about.group]!.colour;
    return el("li", { role: "option", id: `option-${place}`, "aria-selected": "false", pointerdown: (event: Event) => { event.preventDefault(); take(node); } }, dot, own(shortened(about.label, 60)), el("small", {}, " ", about.type));
  };
  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => { if (input.value) suggest(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      active = Math.max(-1, Math.min(found.length - 1, active + (event.key === "ArrowDown" ? 1 : -1)));
      mark();
    } else if (event.key === "Enter") {
      if (active >= 0 || found.length === 1) take(found[Math.max(active, 0)]!);
      else {
        close();
        words(input.value.trim());
      }
    } else if (event.key === "Escape") {
      input.value = "";
      close();
      words("");
    }
  });
}
