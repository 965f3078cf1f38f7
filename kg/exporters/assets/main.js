// The table, the switches, and what ties everything together.
const COLUMNS = [["Who", (each) => each.subject], ["does what", (each) => each.label], ["to whom", (each) => each.object],
  ["Status", (each) => each.status.join(" ")], ["According to", claimants], ["When", (each) => span(each.time)],
  ["In the words of the article", (each) => each.evidence[0]?.quote || ""]];
const PAGE = 150;
const sorting = { column: null, down: false };
let length = PAGE;

function choose(chosen) {
  state.chosen = chosen;
  length = PAGE;
  showDetails();
  showTable();
  look();
}

function refresh() {
  draw();
  transform();
  showTable();
}

function showTable() {
  const found = STATEMENTS.filter((each) => passes(each) && matches(each) && (state.chosen?.row !== undefined || concerns(each)));
  if (sorting.column !== null) {
    const key = COLUMNS[sorting.column][1];
    found.sort((a, b) => key(a).localeCompare(key(b), "en") * (sorting.down ? -1 : 1) || a.index - b.index);
  }
  find("rows").replaceChildren(...found.slice(0, length).map(row));
  markRows();
  find("more").hidden = found.length <= length;
  const of = found.length === STATEMENTS.length ? plural(found.length, "statement") : `${found.length} of ${plural(STATEMENTS.length, "statement")}`;
  find("count").textContent = found.length ? `${of}. Choose a row to see its source.` : "Nothing matches. Take a word out of the search or switch something on.";
}

function row(statement) {
  const swatch = html("span", { class: "swatch" });
  swatch.style.background = DATA.quads[statement.quad].colour;
  const status = statement.status.map((each) => html("span", { class: `badge ${each}` }, each === "claimed" ? "claim" : each));
  const made = html("tr", { tabindex: 0, click: () => open(statement), keydown: (event) => { if (event.key === "Enter") open(statement); } }, [
    html("td", {}, own(statement.subject)), html("td", {}, [swatch, statement.status.includes("denied") ? html("b", {}, "not: ") : null, statement.label]),
    html("td", {}, own(statement.object)), html("td", { class: "status" }, status), html("td", { class: statement.speakers.length ? "by" : "none" }, own(claimants(statement))),
    html("td", { class: statement.time ? "by" : "none" }, span(statement.time)), html("td", { class: "quote" }, own(statement.evidence[0]?.quote || ""))]);
  made.statement = statement;
  return made;
}

// A row opens below itself, where the eye is; the picture and the panel follow.
function open(statement) {
  const again = state.chosen?.row === statement.index;
  state.chosen = again ? null : { statements: [statement.index], row: statement.index };
  showDetails();
  markRows();
  look();
}

function markRows() {
  document.querySelectorAll(".opened").forEach((each) => each.remove());
  for (const each of find("rows").children) {
    const chosen = state.chosen?.row === each.statement?.index;
    each.classList.toggle("chosen", chosen);
    each.setAttribute("aria-expanded", String(chosen));
    if (chosen) each.after(html("tr", { class: "opened" }, html("td", { colspan: COLUMNS.length }, card(each.statement))));
  }
}

function showColumns() {
  find("columns").replaceChildren(...COLUMNS.map(([label], index) => html("th", { scope: "col" }, html("button", { type: "button", click: () => sort(index) }, label))));
}

function sort(column) {
  sorting.down = sorting.column === column && !sorting.down;
  sorting.column = column;
  [...find("columns").children].forEach((each, index) => {
    if (index === column) each.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    else each.removeAttribute("aria-sort");
  });
  showTable();
}

function switches(id, entries, chosen) {
  find(id).replaceChildren(...entries.filter(([, , count]) => count).map(([key, label, count, sample]) => {
    const made = html("button", { type: "button", "aria-pressed": "true", click: () => {
      const on = !chosen.has(key);
      if (on) chosen.add(key); else chosen.delete(key);
      made.setAttribute("aria-pressed", String(on));
      refresh();
    } }, [sample, label, html("small", {}, String(count))]);
    return made;
  }));
}

function sample(line, colour, crossed) {
  return svg("svg", { viewBox: "0 0 26 10", "aria-hidden": "true" }, [
    svg("path", { class: `tie line-${line}`, d: "M1,5 H25", stroke: colour, "stroke-width": 2.4 }),
    crossed ? svg("path", { class: "cross", d: "M10,2 l6,6 m0,-6 l-6,6" }) : null]);
}

function showSwitches() {
  const lines = { fact: "real", claimed: "claimed", denied: "unreal", planned: "unreal", possible: "unreal" };
  switches("statuses", STATUSES.map(([key, label]) => [key, label, STATEMENTS.filter((each) => each.status.includes(key)).length,
    sample(lines[key], "currentColor", key === "denied")]), state.statuses);
  switches("quads", DATA.quads.map((quad, index) => [index, quad.label, STATEMENTS.filter((each) => each.quad === index).length,
    sample("real", quad.colour)]), state.quads);
}

function showTypes() {
  const used = new Set(points.map((point) => NODES[point.index].group));
  find("types").replaceChildren(...DATA.groups.map((group, index) => (used.has(index) ? html("span", {}, [
    svg("svg", { viewBox: "-7 -7 14 14", "aria-hidden": "true" }, mark(index, 5.4)), group.label]) : null)).filter(Boolean));
}

function showHead() {
  const [first] = DATA.articles;
  const one = DATA.articles.length === 1;
  const title = one && first.title ? first.title : one ? "What the article says" : `What ${DATA.articles.length} articles say`;
  const facts = STATEMENTS.filter((each) => each.status[0] === "fact").length;
  document.title = title;
  find("title").textContent = title;
  find("subtitle").textContent = [one && first.publisher, one && first.published && day(first.published), plural(STATEMENTS.length, "statement"), plural(facts, "fact"), `${STATEMENTS.length - facts} claimed, denied, planned or possible`].filter(Boolean).join(" · ");
  find("names").replaceChildren(...NODES.map((node) => html("option", { value: node.label })));
}

function search() {
  state.query = find("search").value.trim().toLowerCase();
  const named = NODES.findIndex((node) => [node.label, ...node.aliases].some((name) => name.toLowerCase() === state.query));
  if (state.query && named >= 0) {
    state.query = "";
    choose({ node: named });
  } else choose(null);
}

function start() {
  showHead();
  showColumns();
  prepare();
  showTypes();
  place();
  showSwitches();
  showDetails();
  refresh();
  watchPointer();
  find("search").addEventListener("input", search);
  find("closer").addEventListener("click", () => zoom(1.3));
  find("farther").addEventListener("click", () => zoom(1 / 1.3));
  find("whole").addEventListener("click", whole);
  find("more").addEventListener("click", () => { length += PAGE; showTable(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") choose(null); });
  new ResizeObserver(() => {
    if (Math.abs(picture.clientWidth - view.width) + Math.abs(picture.clientHeight - view.height) < 40) return;
    place();
    refresh();
  }).observe(picture);
}

start();
