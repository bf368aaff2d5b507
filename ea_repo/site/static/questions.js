// Questions: a form, an answer in words and as a drawing. What a loss does and who holds a datum have their own pages.
"use strict";
(() => {
  const { elements, applications, stopping, data, said } = EA.exchanges;
  const walks = EA.walks(EA.exchanges);
  const up = document.body.dataset.up;
  const CHAINS = 10, DRAWN = 60;
  const form = document.getElementById("asking");
  const field = name => document.getElementById(name);
  const name = id => (elements[id] ? elements[id][0] : id);
  const filled = (text, { n = 0, ...facts }) => fill(text, { n, s: n > 1 ? "s" : "", ...facts });
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, key) => facts[key]);

  // By input, of which sort its elements are; by sort, the elements under their names and their ids.
  const SORTS = { application: "application", end: "application", stopping: "stopping", datum: "datum" };
  const known = { application: new Map(), stopping: new Map(), datum: new Map() };
  for (const [kind, ids, list] of [
    ["application", applications, "applications"], ["stopping", stopping, "stopping-list"], ["datum", data, "data"],
  ]) {
    const names = new Map();
    for (const id of ids) names.set(name(id), (names.get(name(id)) || 0) + 1);
    for (const id of ids) {
      const label = names.get(name(id)) > 1 ? `${name(id)} (${id})` : name(id);
      const option = document.createElement("option");
      option.value = label;
      field(list).append(option);
      known[kind].set(label, id);
      known[kind].set(id, id);
    }
  }
  const idOf = input => known[SORTS[input]].get(field(input).value.trim());

  function link(id, folder = "element") {
    const anchor = document.createElement("a");
    anchor.href = `${up}${folder}/${elements[id] ? elements[id][1] : ""}.html`;
    anchor.textContent = name(id);
    return anchor;
  }

  function hopWords(hop) {
    const words = document.createElement("span");
    words.className = "note";
    words.append(" ", hop[3].length ? hop[3].map(name).join(", ") : said["no-datum"], ` · ${hop[4]} (`, link(hop[1]), ")");
    return words;
  }

  const answers = {
    feeds: () => dependencies("out", "a-feeds"),
    fed: () => dependencies("in", "a-fed"),
    path,
    impact: () => { const id = idOf("stopping"); if (id) location.href = link(id, "impact").href; return unknown(id); },
    holders: () => { const id = idOf("datum"); if (id) location.href = link(id, "lineage").href; return unknown(id); },
  };
  const unknown = id => (id ? null : { title: said["a-unknown"], parts: [], hops: [] });

  function dependencies(way, words) {
    const root = idOf("application");
    if (!root) return unknown(root);
    const found = walks.dependencies(root, way);
    if (!found.length) return { title: filled(said["a-none"], { name: name(root) }), parts: [], hops: [] };
    const parts = [];
    for (const distance of new Set(found.map(one => one.distance))) {
      const title = document.createElement("h3"), list = document.createElement("ul");
      title.textContent = distance === 1 ? said["a-direct"] : filled(said["a-away"], { n: distance });
      list.className = "plain";
      for (const one of found.filter(other => other.distance === distance)) {
        const item = document.createElement("li");
        item.dataset.id = one.id;
        item.append(link(one.id), distance === 1 ? " " : way === "out" ? " ← " : " → ");
        const hop = one.hops[0];
        if (distance > 1) item.append(link(way === "out" ? hop[0] : hop[2]));
        item.append(hopWords(hop));
        list.append(item);
      }
      parts.push(title, list);
    }
    return {
      title: filled(said[words], { name: name(root), n: found.length }), parts, root,
      hops: found.slice(0, DRAWN).flatMap(one => one.hops.slice(0, 1)), cut: found.length > DRAWN,
    };
  }

  function path() {
    const start = idOf("application"), end = idOf("end");
    if (!start || !end) return unknown(start && end);
    if (walks.related(start, end)) return { title: said["a-same"], parts: [], hops: [] };
    const found = walks.paths(start, end, CHAINS);
    const facts = { name: name(start), end: name(end), n: found.length };
    if (!found.chains.length) return { title: filled(said["a-no-path"], facts), parts: [], hops: [] };
    const list = document.createElement("ol");
    list.className = "chains";
    for (const chain of found.chains) {
      const item = document.createElement("li");
      item.append(link(chain[0][0]));
      for (const hop of chain) item.append(" → ", link(hop[2]), hopWords(hop));
      list.append(item);
    }
    const title = document.createElement("h3");
    title.textContent = said["a-ways"];
    return { title: filled(said["a-path"], facts), parts: [title, list], root: start, hops: found.chains.flat() };
  }

  let graph = null;
  function draw({ root, hops: shown }) {
    if (graph) graph.destroy();
    graph = null;
    field("graph").hidden = !shown.length;
    if (!shown.length) return;
    const style = getComputedStyle(document.body);
    const colour = variable => style.getPropertyValue(variable).trim();
    const ids = new Set(shown.flatMap(hop => [hop[0], hop[2]]));
    graph = cytoscape({
      container: field("graph"),
      elements: [
        ...[...ids].map(id => ({ data: { id, name: name(id) } })),
        ...[...new Map(shown.map(hop => [hop[1], hop])).values()].map(hop => ({ data: { id: `flow ${hop[1]}`, source: hop[0], target: hop[2] } })),
      ],
      style: [
        { selector: "node", style: {
          shape: "round-rectangle", width: 150, height: 34, label: "data(name)", "text-valign": "center",
          "text-wrap": "ellipsis", "text-max-width": 140, "font-size": 12, color: colour("--text"),
          "background-color": colour("--card"), "border-width": 1, "border-color": colour("--muted"),
        } },
        { selector: "edge", style: {
          width: 1.5, "line-color": colour("--muted"), "target-arrow-color": colour("--muted"),
          "target-arrow-shape": "triangle", "curve-style": "bezier",
        } },
        { selector: `node[id = ${JSON.stringify(root)}]`, style: { "border-width": 3, "border-color": colour("--link") } },
      ],
      layout: { name: "breadthfirst", directed: true, roots: undefined, spacingFactor: 1.1, transform: (node, at) => ({ x: at.y * 2.4, y: at.x * 0.4 }) },
      minZoom: 0.2, maxZoom: 3,
    });
    graph.on("tap", "node", event => { location.href = link(event.target.id()).href; });
    graph.fit(undefined, 12);
  }

  function ask() {
    const answer = answers[field("question").value]();
    if (!answer) return;
    const title = document.createElement("p");
    title.className = "lead";
    title.textContent = answer.title;
    field("said").replaceChildren(title, ...answer.parts);
    if (answer.cut) {
      const cut = document.createElement("p");
      cut.className = "note";
      cut.textContent = filled(said["a-cut"], { n: DRAWN });
      field("said").append(cut);
    }
    field("answer").hidden = false;
    draw(answer);
    remember();
  }

  function remember() {
    const state = new URLSearchParams({ question: field("question").value });
    for (const input of Object.keys(SORTS)) {
      const id = idOf(input);
      if (id && !field(input).closest("[data-for]").hidden) state.set(input, id);
    }
    history.replaceState(null, "", `#${state}`);
  }

  function fit() {
    for (const part of form.querySelectorAll("[data-for]")) {
      part.hidden = !part.dataset.for.split(" ").includes(field("question").value);
    }
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    if (state.has("question") && answers[state.get("question")]) field("question").value = state.get("question");
    for (const [input, sort] of Object.entries(SORTS)) {
      const id = state.get(input);
      if (known[sort].has(id)) field(input).value = [...known[sort]].find(([, other]) => other === id)[0];
    }
    fit();
    if (state.has("question")) ask();
  }

  field("question").addEventListener("change", fit);
  form.addEventListener("submit", event => { event.preventDefault(); ask(); });
  form.hidden = false;
  recall();
})();
