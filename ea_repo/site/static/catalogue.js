// The catalogue: a search in any order and without accents, facets with their counts, the state in the address.
"use strict";
(() => {
  const { rows, words, said, facets } = EA.catalogue;
  const up = document.body.dataset.up;
  const FIRST = 50, MORE = 200;
  const COLUMN = { kind: 5, zone: 6, owner: 7, phase: 8, criticality: 9, findings: 10 };
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const tokens = text => text.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
  const index = new MiniSearch({
    idField: "place",
    fields: ["name", "aliases", "id", "description"],
    processTerm: plain,
    tokenize: tokens,
    searchOptions: { prefix: true, combineWith: "AND", boost: { name: 4, aliases: 3, id: 2 } },
  });
  // Many rows are indexed in parts, between which the page already answers: it is listed and narrowed down meanwhile.
  const AT_ONCE = 10_000, PART = 2_000;
  const indexed = rows.map((row, place) => ({ place, id: row[0], name: row[2], aliases: row[3].join(" "), description: row[4] }));
  let ready = rows.length <= AT_ONCE;
  if (ready) index.addAll(indexed);
  const order = new Intl.Collator(document.documentElement.lang).compare;
  const byName = rows.map((row, place) => place).sort((one, other) => order(rows[one][2], rows[other][2]));
  const chosen = Object.fromEntries(facets.map(name => [name, new Set()]));
  const query = document.getElementById("query");
  const results = document.getElementById("results");
  const more = document.getElementById("more");
  const count = document.querySelector("#count span");
  let matching = [], shown = FIRST;

  // A value of a facet: what a row says, and "" where it says nothing.
  const values = (row, name) => {
    const value = row[COLUMN[name]];
    return Array.isArray(value) ? (value.length ? value : [""]) : [value];
  };
  const boxes = Object.fromEntries(facets.map(name => [name, new Map()]));
  for (const name of facets) {
    const list = document.querySelector(`[data-facet="${name}"] ul`);
    const keys = Object.keys(words[name]).sort((one, other) => (one === "") - (other === "")
      || order(words[name][one], words[name][other]));
    for (const key of name === "findings" ? ["error", "warning", "info", ""] : keys) {
      const item = document.createElement("li"), label = document.createElement("label");
      const box = document.createElement("input"), number = document.createElement("span");
      box.type = "checkbox";
      box.value = key;
      number.className = "count";
      label.append(box, " ", words[name][key], " ", number);
      item.append(label);
      list.append(item);
      box.addEventListener("change", () => {
        chosen[name][box.checked ? "add" : "delete"](key);
        answer();
      });
      boxes[name].set(key, { item, box, number });
    }
  }

  function found() {
    const text = query.value.trim();
    if (!ready && text) return [];
    return text && tokens(text).length ? index.search(text).map(result => result.id) : byName;
  }

  // The rows that every other facet lets through count for a facet: one sees what another choice in it would give.
  function narrowed(places) {
    const counts = Object.fromEntries(facets.map(name => [name, new Map()]));
    const kept = [];
    for (const place of places) {
      const row = rows[place];
      const failing = facets.filter(name => chosen[name].size && !values(row, name).some(value => chosen[name].has(value)));
      if (!failing.length) kept.push(place);
      if (failing.length > 1) continue;
      for (const name of failing.length ? failing : facets) {
        for (const value of values(row, name)) counts[name].set(value, (counts[name].get(value) || 0) + 1);
      }
    }
    return [kept, counts];
  }

  function answer() {
    const [kept, counts] = narrowed(found());
    matching = kept;
    shown = FIRST;
    for (const name of facets) {
      for (const [value, { item, box, number }] of boxes[name]) {
        const many = counts[name].get(value) || 0;
        item.hidden = !many && !box.checked;
        number.textContent = many.toLocaleString(document.documentElement.lang);
      }
    }
    count.textContent = !ready && query.value.trim() ? said.preparing : matching.length
      ? `${said.results}${said.colon} ${matching.length.toLocaleString(document.documentElement.lang)}` : said["no-match"];
    results.replaceChildren();
    draw(0);
    remember();
  }

  function draw(from) {
    const added = document.createDocumentFragment();
    for (const place of matching.slice(from, shown)) added.append(result(rows[place]));
    results.append(added);
    more.hidden = shown >= matching.length;
  }

  function result(row) {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${up}element/${row[1]}.html`;
    link.textContent = row[2];
    item.append(link);
    const about = [words.kind[row[5]], ...row[6].map(zone => words.zone[zone]), `${said.phase} ${words.phase[row[8]]}`];
    if (row[9]) about.push(words.criticality[row[9]]);
    if (row[7].length) about.push(row[7].map(owner => words.owner[owner]).join(", "));
    const note = document.createElement("span");
    note.className = "note";
    note.textContent = ` ${about.join(" · ")}`;
    if (row[10]) {
      const badge = document.createElement("span");
      badge.className = `badge ${row[10]}`;
      badge.textContent = words.findings[row[10]];
      item.append(" ", badge);
    }
    if (row[11]) note.textContent += ` · ${said.example}`;
    item.append(note);
    const text = [row[3].join(", "), row[4]].filter(Boolean).join(" – ");
    if (text) {
      const line = document.createElement("span");
      line.className = "line";
      line.textContent = text.length > 180 ? `${text.slice(0, 179)}…` : text;
      item.append(line);
    }
    return item;
  }

  // The state stands in the fragment, which a file share allows too: a link to a search can be sent.
  function remember() {
    const state = new URLSearchParams();
    if (query.value.trim()) state.set("q", query.value.trim());
    for (const name of facets) for (const value of chosen[name]) state.append(name, value);
    const hash = state.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    const asked = new URLSearchParams(location.search).get("q");
    query.value = state.get("q") ?? asked ?? "";
    for (const name of facets) {
      chosen[name].clear();
      for (const value of state.getAll(name)) if (boxes[name].has(value)) chosen[name].add(value);
      for (const [value, { box }] of boxes[name]) box.checked = chosen[name].has(value);
      if (chosen[name].size) document.querySelector(`[data-facet="${name}"]`).open = true;
    }
    answer();
  }

  query.addEventListener("input", answer);
  more.addEventListener("click", () => {
    const from = shown;
    shown += MORE;
    draw(from);
  });
  document.getElementById("clear").addEventListener("click", () => {
    query.value = "";
    for (const name of facets) {
      chosen[name].clear();
      for (const { box } of boxes[name].values()) box.checked = false;
    }
    answer();
    query.focus();
  });
  document.querySelector(".find").addEventListener("submit", event => {
    event.preventDefault();
    query.value = document.getElementById("q").value;
    answer();
    query.focus();
  });
  addEventListener("hashchange", recall);
  // On a narrow screen, results come before what narrows them down.
  if (matchMedia("(max-width: 60rem)").matches) {
    for (const facet of document.querySelectorAll(".facet")) facet.open = false;
  }
  const catalogue = document.getElementById("catalogue");
  catalogue.hidden = false;
  recall();
  const done = () => { ready = true; catalogue.dataset.ready = ""; };
  if (ready) done();
  else index.addAllAsync(indexed, { chunkSize: PART }).then(() => { done(); if (query.value.trim()) answer(); });
})();
