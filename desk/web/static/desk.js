// What a keyboard does besides: j and k go through the queue, c confirms, u takes back.
"use strict";

const isTyping = (target) => target.closest("input, textarea, select") !== null;

const go = (step) => {
  const links = [...document.querySelectorAll(".queue a")];
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
};

const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();

const keys = {
  j: () => go(1),
  k: () => go(-1),
  c: () => press("c"),
  u: () => press("u"),
  n: () => press("n"),
  q: () => { location.href = "/"; },
  "/": () => document.querySelector("#find")?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

// A form that is on its way is not sent a second time.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});

document.querySelector(".keys")?.removeAttribute("hidden");

// The scan begins where the first question is.
const [scan, mark] = [document.querySelector(".scan"), document.querySelector(".scan rect:not(.warns)")];
if (scan && mark && !location.hash) {
  const below = mark.getBoundingClientRect().top - scan.getBoundingClientRect().top;
  scan.scrollTop += below - scan.clientHeight / 3;
}
