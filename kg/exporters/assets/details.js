// The panel beside the picture: one entity or some statements, with the words behind each.
const details = find("details");

function showDetails() {
  const chosen = state.chosen;
  const parts = !chosen ? overview() : chosen.node !== undefined ? entity(chosen.node) : several(chosen.statements);
  const close = chosen ? html("button", { class: "close", type: "button", "aria-label": "Close", click: () => choose(null) }, "×") : null;
  details.replaceChildren(...[close, ...parts].filter((part) => part !== null));
  details.scrollTop = 0;
}

function overview() {
  const counts = NODES.map((node, index) => [index, STATEMENTS.filter((each) => each.s === index || each.o === index).length]);
  const top = counts.filter(([, count]) => count).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 10);
  return [
    html("h2", {}, "Who is in it"),
    html("p", { class: "kind" }, "Names by number of statements. Choose one, or a line in the picture, to read the words behind it."),
    html("ol", { class: "ranking" }, top.map(([index, count]) => html("li", {}, html("button", { type: "button", click: () => choose({ node: index }) }, [
      own(NODES[index].label), bar(count / top[0][1], DATA.groups[NODES[index].group].colour), html("small", {}, String(count))])))),
    html("p", { class: "kind" }, "A solid line is what the articles say in their own voice. Dashed: somebody says so. Dotted: planned or possible; with a cross: denied."),
  ];
}

function bar(share, colour) {
  return svg("svg", { viewBox: "0 0 90 8", "aria-hidden": "true" }, svg("rect", { width: Math.max(2, 90 * share), height: 8, rx: 2, fill: colour }));
}

function entity(index) {
  const node = NODES[index];
  const about = STATEMENTS.filter((each) => each.s === index || each.o === index);
  const said = STATEMENTS.filter((each) => each.speakers.includes(index) && each.s !== index && each.o !== index);
  const facts = about.filter((each) => each.status[0] === "fact").length;
  return [
    html("h2", {}, own(node.label)),
    html("p", { class: "kind" }, [`${node.type} · ${plural(about.length, "statement")}, ${plural(facts, "fact")}`, node.aliases.length ? html("span", {}, [" · also ", own(node.aliases.join(", "))]) : null]),
    ...about.map(card),
    said.length ? html("h2", {}, "Says of others") : null, ...said.map(card)];
}

function several(indexes) {
  return [html("h2", {}, plural(indexes.length, "statement")), html("p", { class: "kind" }, ""), ...indexes.map((index) => card(STATEMENTS[index]))];
}

function nameOf(index, text) {
  if (index === null) return html("span", {}, ["“", own(text), "”"]);
  return html("button", { class: "name", type: "button", click: (event) => { event.stopPropagation(); choose({ node: index }); } }, own(text));
}

function card(statement) {
  const colour = DATA.quads[statement.quad].colour;
  const relation = html("em", {}, statement.label);
  relation.style.borderColor = colour;
  return html("article", { class: "card" }, [
    html("p", { class: "headline" }, [nameOf(statement.s, statement.subject), " ", statement.status.includes("denied") ? html("span", { class: "not" }, "NOT ") : null, relation, " ", nameOf(statement.o, statement.object)]),
    html("div", {}, badges(statement)),
    ...statement.evidence.flatMap(quotation),
    ...extras(statement)]);
}

function badges(statement) {
  const labels = { fact: "Fact", claimed: `Claim${statement.claimants.length ? ": says " : ""}`, denied: "Denied", planned: "Planned", possible: "Possible" };
  return statement.status.map((each) => html("span", { class: `badge ${each}` }, each === "claimed" ? [labels.claimed, own(claimants(statement))] : labels[each]));
}

function claimants(statement) {
  return statement.claimants.join(", citing ");
}

function quotation(evidence) {
  const article = DATA.articles[evidence.article] || {};
  const source = [article.publisher, article.published && day(article.published), article.title].filter(Boolean).join(", ") || "Article";
  const link = article.url ? html("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, own(source)) : own(source);
  return [html("blockquote", {}, own(evidence.quote)), html("p", { class: "source" }, [link, ` · characters ${evidence.start}–${evidence.end}`])];
}

function extras(statement) {
  const known = [statement.time && ["when", span(statement.time)], statement.place && ["where", statement.place], ...statement.qualifiers].filter(Boolean);
  return known.map(([role, value]) => html("p", { class: "extra" }, [`${role}: `, own(value)]));
}

function span(time) {
  return (time || "").replace("/", " – ");
}

function day(time) {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)/.exec(time) || [];
  if (!year) return time;
  return `${Number(date)} ${["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][month - 1]} ${year}`;
}
