// A map: zoom by steps inside a frame that scrolls, drag to move, neighbours on hover and focus, words pointed out.
"use strict";
(() => {
  const frame = document.getElementById("drawing");
  const svg = frame && frame.querySelector("svg");
  if (!svg) return;
  const box = svg.viewBox.baseVal;
  const STEP = 1.4, LEAST = 0.1, MOST = 6, READABLE = 0.9;
  let scale = 1;

  function zoom(to) {
    const middle = [(frame.scrollLeft + frame.clientWidth / 2) / scale, (frame.scrollTop + frame.clientHeight / 2) / scale];
    scale = Math.min(MOST, Math.max(LEAST, to));
    svg.setAttribute("width", box.width * scale);
    svg.setAttribute("height", box.height * scale);
    frame.scrollLeft = middle[0] * scale - frame.clientWidth / 2;
    frame.scrollTop = middle[1] * scale - frame.clientHeight / 2;
  }
  const whole = () => Math.min(1.34, (frame.clientWidth - 4) / box.width);
  function show(to) {
    zoom(to);
    frame.scrollTo(0, 0);
  }
  const fit = () => show(whole());
  const actions = { in: () => zoom(scale * STEP), out: () => zoom(scale / STEP), fit };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", actions[button.dataset.zoom]);
  }
  frame.addEventListener("wheel", event => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? STEP : 1 / STEP));
  }, { passive: false });
  frame.addEventListener("keydown", event => {
    const action = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[action]();
  });
  let from = null;
  frame.addEventListener("pointerdown", event => {
    if (event.pointerType === "mouse" && event.button === 0) from = [event.clientX, event.clientY, false];
  });
  addEventListener("pointermove", event => {
    if (!from) return;
    const [x, y] = from;
    if (!from[2] && Math.hypot(event.clientX - x, event.clientY - y) < 5) return;
    frame.scrollLeft -= event.clientX - x;
    frame.scrollTop -= event.clientY - y;
    from = [event.clientX, event.clientY, true];
    frame.classList.add("moving");
  });
  addEventListener("pointerup", () => {
    const moved = from && from[2];
    from = null;
    frame.classList.remove("moving");
    if (moved) frame.addEventListener("click", event => event.preventDefault(), { capture: true, once: true });
  });
  svg.addEventListener("dragstart", event => event.preventDefault());

  // Neighbours
  const nameOf = group => group.dataset.id || "";
  const nodes = new Map([...svg.querySelectorAll("g.node")].map(node => [nameOf(node), node]));
  const edges = [...svg.querySelectorAll("g.edge")].map(edge => [edge, ...nameOf(edge).split("->")]);
  function pointOut(groups) {
    for (const group of svg.querySelectorAll(".hit")) group.classList.remove("hit");
    for (const group of groups) group.classList.add("hit");
    svg.classList.toggle("dim", groups.length > 0);
  }
  function around(name) {
    const groups = [nodes.get(name)];
    for (const [edge, start, end] of edges) {
      if (start === name || end === name) groups.push(edge, nodes.get(start), nodes.get(end));
    }
    pointOut(groups.filter(Boolean));
  }
  const filter = document.getElementById("map-filter");
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = [...nodes.values()].map(node => [node, plain(node.textContent)]);
  function filtered() {
    const words = plain(filter.value).split(/\s+/).filter(Boolean);
    const groups = words.length ? texts.filter(([, text]) => words.every(word => text.includes(word))).map(([node]) => node) : [];
    pointOut(groups);
    if (groups.length === 1) groups[0].scrollIntoView({ block: "nearest", inline: "center" });
  }
  if (edges.length) {
    for (const [name, node] of nodes) {
      node.addEventListener("mouseenter", () => around(name));
      node.addEventListener("focusin", () => around(name));
      node.addEventListener("mouseleave", filtered);
      node.addEventListener("focusout", filtered);
    }
  }
  filter.addEventListener("input", filtered);
  document.querySelector(".tools").hidden = false;
  // On a telephone a whole map cannot be read: it begins at its top left.
  show(frame.clientWidth < 500 ? Math.max(whole(), READABLE) : whole());
})();
