"use strict";
// Text and list light each other; keys go from claim to claim. Without this script the links and anchors do the same.
(() => {
  const text = document.querySelector(".art-text");
  const list = document.querySelector(".art-list");
  if (!text || !list) return;

  const marked = new Map();
  for (const element of document.querySelectorAll("[data-k]")) {
    const key = element.dataset.k;
    if (!marked.has(key)) marked.set(key, []);
    marked.get(key).push(element);
  }

  // What lies under the pointer or the focus is lit, and so is what was gone to by an address or a link.
  let pinned = "";
  let pointed = [];
  let lit = [];
  const keysAt = (target) => {
    const found = [];
    for (let e = target.closest?.("[data-k]"); e; e = e.parentElement?.closest("[data-k]")) found.push(e.dataset.k);
    return found;
  };
  const show = () => {
    lit.forEach((e) => e.classList.remove("on", "pinned"));
    const keys = pinned ? [...pointed, pinned] : pointed;
    lit = keys.flatMap((key) => marked.get(key) ?? []);
    lit.forEach((e) => e.classList.add("on"));
    (marked.get(pinned) ?? []).forEach((e) => e.classList.add("pinned"));
  };
  const point = (target) => {
    const keys = keysAt(target);
    if (keys.join() === pointed.join()) return;
    pointed = keys;
    show();
    follow(target);
  };
  // In the wide layout the list scrolls by itself, so it can follow the text without the text moving. A long one has
  // room below its end, since its lower part lies below the screen as long as the page is at its top.
  list.classList.toggle("long", list.scrollHeight > list.clientHeight);
  const follow = (target) => {
    const item = lit.find((e) => e.classList.contains("art-item"));
    if (!item || list.contains(target) || list.scrollHeight <= list.clientHeight) return;
    const within = item.getBoundingClientRect();
    const around = list.getBoundingClientRect();
    const top = Math.max(around.top, 0);
    const bottom = Math.min(around.bottom, innerHeight);
    if (within.top < top || within.bottom > bottom) list.scrollTop += within.top - top - (bottom - top) / 3;
  };
  const pin = (key) => {
    pinned = marked.has(key) ? key : "";
    document.documentElement.classList.toggle("cleared", !pinned);
    show();
    follow(document.body);
  };
  const keyOf = (hash) => hash.slice(1).replace(/^i-/, "");
  addEventListener("hashchange", () => pin(keyOf(location.hash)));
  pin(keyOf(location.hash));
  for (const event of ["mouseover", "focusin"]) {
    document.addEventListener(event, ({ target }) => point(target));
  }

  // Following a link moves the focus as well, so that Enter leads there and back.
  const linkIn = (key, within) => (marked.get(key) ?? []).find((e) => e.matches("a") && within(e));
  const inText = (key) => linkIn(key, (e) => !list.contains(e));
  const inList = (key) => document.getElementById(`i-${key}`)?.querySelector(".art-go");
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link) return;
    const key = keyOf(link.hash);
    if (!marked.has(key)) return;
    const goal = link.hash.startsWith("#i-") ? inList(key) : inText(key);
    if (link.hash === location.hash) pin(key);
    requestAnimationFrame(() => goal?.focus({ preventScroll: true }));
  });

  // The keys, which can be switched off (WCAG 2.1.4).
  const stops = [...document.querySelectorAll(".art-head a[data-k], .art-text a[data-k]")];
  const items = [...list.querySelectorAll(".art-go")];
  const step = (by) => {
    const at = document.activeElement;
    const row = list.contains(at) ? items : stops;
    if (!row.length) return;
    const own = list.contains(at) ? at.closest(".art-item")?.querySelector(".art-go") : at;
    let n = row.indexOf(own);
    if (n < 0 && pinned) n = row.findIndex((e) => (e.closest("[data-k]")).dataset.k === pinned);
    const next = n < 0 ? (by > 0 ? 0 : row.length - 1) : Math.min(Math.max(n + by, 0), row.length - 1);
    row[next].focus({ preventScroll: true });
    row[next].scrollIntoView({ block: "nearest" });
  };
  const clear = () => {
    pointed = [];
    pin("");
  };
  const STORED = "filmdossier.keys";
  const keys = document.querySelector(".art-keys");
  const button = keys.querySelector("button");
  const stored = () => { try { return localStorage.getItem(STORED); } catch { return null; } };
  let isOn = stored() !== "off";
  const tell = () => {
    button.setAttribute("aria-pressed", String(isOn));
    button.textContent = isOn ? "Keys on" : "Keys off";
    keys.classList.toggle("off", !isOn);
  };
  button.addEventListener("click", () => {
    isOn = !isOn;
    try { localStorage.setItem(STORED, isOn ? "on" : "off"); } catch { /* kept for this page only */ }
    tell();
  });
  keys.hidden = false;
  tell();
  document.addEventListener("keydown", (event) => {
    if (!isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const inRow = event.target.matches?.(".art-go");
    const by = { j: 1, k: -1, ...(inRow ? { ArrowDown: 1, ArrowUp: -1 } : {}) }[event.key];
    if (by) {
      step(by);
      event.preventDefault();
    } else if (event.key === "Escape") {
      clear();
    }
  });
})();
