"use strict";
(() => {
  const marked = new Map();
  for (const element of document.querySelectorAll("[data-items]")) {
    for (const item of element.dataset.items.split(" ")) {
      if (!marked.has(item)) marked.set(item, []);
      marked.get(item).push(element);
    }
  }
  let lit = [];
  const items = (target) => target.closest?.("[data-items]")?.dataset.items.split(" ") ?? [];
  const light = (target) => {
    lit.forEach((element) => element.classList.remove("fd-on"));
    lit = items(target).flatMap((item) => marked.get(item) ?? []);
    lit.forEach((element) => element.classList.add("fd-on"));
    return lit;
  };
  // In the wide layout the list scrolls by itself, so it can follow the text without the text moving.
  const follow = (target) => {
    const item = lit.find((element) => element.classList.contains("fd-item"));
    const list = item?.closest(".fd-list");
    if (!list || list.contains(target) || list.scrollHeight <= list.clientHeight) return;
    const within = item.getBoundingClientRect();
    const around = list.getBoundingClientRect();
    const top = Math.max(around.top, 0);
    const bottom = Math.min(around.bottom, innerHeight);
    if (within.top < top || within.bottom > bottom) list.scrollTop += within.top - top - (bottom - top) / 3;
  };
  for (const event of ["mouseover", "focusin"]) {
    document.addEventListener(event, ({ target }) => { light(target); follow(target); });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light(document.body);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const list = event.target.closest?.(".fd-list");
    if (!step || !list || !event.target.matches(".fd-go")) return;
    const links = [...list.querySelectorAll(".fd-go")];
    links[links.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  });
  // Following a link moves the focus too, so that Enter leads there and back.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const goal = link && document.getElementById(link.hash.slice(1));
    if (!goal || !link.closest(".fd")) return;
    const forward = goal.matches(".fd-item") ? goal.querySelector(".fd-go") : landing(link, goal);
    requestAnimationFrame(() => forward?.focus({ preventScroll: true }));
  });
  const landing = (link, goal) => {
    if (goal.matches("a")) return goal;
    const item = items(link)[0];
    return (marked.get(item) ?? []).find((element) => element.matches(".fd-ref, a.fd-mark"));
  };
})();
