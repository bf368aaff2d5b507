"use strict";
// Filters the maps of the page by words of their titles, questions and summaries. Without it everything is shown.
const form = document.getElementById("search");
const field = document.getElementById("q");
const output = document.getElementById("shown");
const none = document.getElementById("none");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").replace(/\s+/g, " ").toLowerCase();
const plates = [...document.querySelectorAll(".plate")].map((node) => ({
  node,
  text: plain(`${node.textContent} ${node.dataset.words} ${node.closest("section").querySelector("h2").textContent}`),
}));

function filter() {
  const words = plain(field.value).split(" ").filter(Boolean);
  let shown = 0;
  for (const { node, text } of plates) {
    node.hidden = !words.every((word) => text.includes(word));
    shown += node.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector(".plate:not([hidden])");
    document.querySelector(`nav a[href="#${section.id}"]`).parentElement.hidden = section.hidden;
  }
  none.hidden = shown > 0;
  output.textContent = output.dataset.words.replace("{shown}", shown).replace("{total}", plates.length);
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.querySelector(".plate:not([hidden]) h3 a")?.focus();
});
field.addEventListener("input", filter);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  } else if (event.key === "Escape" && field.value) {
    field.value = "";
    filter();
    field.focus();
  }
});
filter();
