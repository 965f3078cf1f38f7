// Events in time: a histogram with a range to choose, and the events in their order. In: what passes all other filters.
import { el, plural, shortened, svg } from "./dom.ts";
import type { Data, Seen } from "./select.ts";
import type { State } from "./state.ts";
import { iso, told } from "./time.ts";
import { badges, claimants, stroke } from "./words.ts";
import { own } from "./dom.ts";

const BARS = 60;
const MOST = 200;

export interface Timeline { show(state: State, seen: Seen): void }

export function timeline(histogram: HTMLElement, list: HTMLElement, data: Data, change: (part: Partial<State>) => void): Timeline {
  let low = 0;
  let high = 0;
  const from = el("input", { type: "range", min: 0, max: BARS, value: 0, step: 1, "aria-label": "From", class: "from" });
  const to = el("input", { type: "range", min: 0, max: BARS, value: BARS, step: 1, "aria-label": "To", class: "to" });
  const said = el("output", { class: "range-said", "aria-live": "polite" });
  const bars = svg("svg", { class: "bars", preserveAspectRatio: "none", viewBox: `0 0 ${BARS} 40`, "aria-hidden": "true" });
  histogram.replaceChildren(el("div", { class: "range" }, bars, from, to), said);

  const day = (step: number) => low + Math.round(((high - low + 1) * step) / BARS);
  const chosen = () => {
    const [a, b] = [Number(from.value), Number(to.value)];
    return a <= b ? [a, b] as const : [b, a] as const;
  };
  const moved = () => {
    const [a, b] = chosen();
    change({ from: a === 0 ? "" : iso(day(a)), to: b === BARS ? "" : iso(Math.max(day(a), day(b) - 1)) });
  };
  from.addEventListener("change", moved);
  to.addEventListener("change", moved);

  function show(state: State, seen: Seen): void {
    const passing = data.graph.statements.flatMap((_, index) => (data.passes(index, state) ? [index] : []));
    const times = passing.map((index) => [index, data.when(index, state)] as const).filter((each): each is readonly [number, [number, number]] => each[1] !== null);
    if (times.length) {
      low = times.reduce((least, [, when]) => Math.min(least, when[0]), Infinity);
      high = times.reduce((most, [, when]) => Math.max(most, when[1]), -Infinity);
    }
    histogram.classList.toggle("empty", !times.length);
    draw(times, state);
    const step = (text: string, end: boolean) => Math.round(((Date.parse(text) / 86400000 - low + (end ? 1 : 0)) * BARS) / (high - low + 1));
    from.value = String(state.from ? step(state.from, false) : 0);
    to.value = String(state.to ? step(state.to, true) : BARS);
    const undated = seen.undated ? `, ${plural(seen.undated, "statement")} without a date hidden` : "";
    said.textContent = !times.length ? "Nothing here is dated." : state.from || state.to ? `${told(state.from || iso(low))} – ${told(state.to || iso(high))}${undated}` : `${told(iso(low))} – ${told(iso(high))}`;
    events(seen, state);
  }

  function draw(times: (readonly [number, [number, number]])[], state: State): void {
    const counts = Array.from({ length: BARS }, () => data.graph.quads.map(() => 0));
    for (const [index, when] of times) {
      const middle = (when[0] + when[1]) / 2;
      const bar = Math.min(BARS - 1, Math.floor(((middle - low) / (high - low + 1)) * BARS));
      counts[bar]![data.graph.statements[index]!.quad]! += 1;
    }
    const most = Math.max(1, ...counts.map((bar) => bar.reduce((a, b) => a + b, 0)));
    const [a, b] = [state.from ? Date.parse(state.from) / 86400000 : -Infinity, state.to ? Date.parse(state.to) / 86400000 : Infinity];
    bars.replaceChildren(...counts.flatMap((bar, place) => {
      let top = 40;
      const inside = day(place) + 0.5 >= a && day(place) <= b;
      return bar.flatMap((count, quad) => {
        if (!count) return [];
        const height = Math.max(1.5, (count / most) * 38);
        top -= height;
        return [svg("rect", { x: place + 0.08, y: top, width: 0.84, height, fill: data.graph.quads[quad]!.colour, opacity: inside ? 1 : 0.25 })];
      });
    }));
  }

  function events(seen: Seen, state: State): void {
    const dated = seen.statements.flatMap((index) => {
      const when = data.when(index, state);
      return when && (state.clock === "published" || data.graph.quads[data.graph.statements[index]!.quad]?.event) ? [[index, when] as const] : [];
    });
    dated.sort((x, y) => x[1][0] - y[1][0] || x[1][1] - y[1][1] || x[0] - y[0]);
    let last = "";
    const made = dated.slice(0, MOST).map(([index]) => {
      const each = data.graph.statements[index]!;
      const when = state.clock === "published" ? told(data.graph.articles[each.articles[0] ?? -1]?.published ?? null) : told(each.time);
      const first = when !== last;
      last = when;
      return el("li", { class: first ? "first" : "" }, el("time", {}, first ? when : ""),
        el("button", { type: "button", class: "event", "aria-current": state.statement === each.id ? "true" : null, click: () => change({ statement: each.id, article: "", node: "", pair: [] }) },
          stroke(data, each), el("span", {}, each.by.length > 0 && el("span", { class: "by" }, own(shortened(claimants(data, each), 80)), ": "), each.status.includes("denied") && el("b", {}, "not "), own(shortened(data.sentence(each), 160))), badges(each).slice(each.status.includes("fact") ? 1 : 0)));
    });
    if (dated.length > MOST) made.push(el("li", { class: "note" }, `and ${plural(dated.length - MOST, "more")}; narrow the time to see them`));
    list.replaceChildren(...(made.length ? made : [el("li", { class: "note" }, "No dated event is switched on.")]));
  }

  return { show };
}
