"use strict";
// Filters the findings of the page. Without it everything is shown.
const form = document.getElementById("filter");
const output = document.getElementById("shown");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();
const findings = [...document.querySelectorAll("article.finding")].map((node) => ({
  node,
  text: plain(node.textContent + " " + node.closest(".block").querySelector(".head").textContent),
}));

function checked(name) {
  return new Set([...form.querySelectorAll(`input[name="${name}"]:checked`)].map((each) => each.value));
}

function filter() {
  const severities = checked("severity");
  const statuses = checked("status");
  const principle = form.querySelector("#principle").value;
  const words = plain(form.querySelector("#q").value).split(" ").filter(Boolean);
  let shown = 0;
  for (const { node, text } of findings) {
    const { severity, status, principle: under } = node.dataset;
    const wanted = severities.has(severity) && statuses.has(status) && (!principle || principle === under);
    node.hidden = !(wanted && words.every((word) => text.includes(word)));
    shown += node.hidden ? 0 : 1;
  }
  for (const block of document.querySelectorAll(".findings .block")) {
    block.hidden = !block.querySelector("article:not([hidden])");
  }
  for (const section of document.querySelectorAll("section.findings")) {
    const some = section.querySelector("article");
    section.querySelector(".no-match").hidden = !some || Boolean(section.querySelector("article:not([hidden])"));
  }
  output.textContent = output.dataset.words.replace("{shown}", shown).replace("{total}", findings.length);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", filter);
form.addEventListener("reset", () => setTimeout(filter));
// A link to a finding that a filter hides shows everything again, and then goes there.
window.addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("[hidden]")) {
    form.reset();
    setTimeout(() => target.scrollIntoView());
  }
});
form.hidden = findings.length === 0;
filter();
