// What the search field suggests while one types: films, people and articles, by mouse or keyboard.
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete, manual selection). Without it the form works as it stands.
"use strict";
(() => {
  const input = document.getElementById("q");
  const form = input && input.form;
  if (!form) return;
  const WAIT = 150; // milliseconds after the last key
  const MOST = { films: 5, people: 4, articles: 3 };
  const SCRIPTS = [[/\p{Script=Cyrillic}/u, "ru"], [/\p{Script=Han}/u, "zh"]];

  const list = make("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": "Suggestions" });
  const told = make("p", { class: "hidden", role: "status", "aria-live": "polite" });
  list.hidden = true;
  form.append(list, told);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let timer = 0;
  let asking = null;
  let active = -1;

  function make(tag, attributes = {}, words = "") {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
    made.textContent = words;
    return made;
  }

  function languageOf(words) {
    const found = SCRIPTS.find(([script]) => script.test(words));
    return found ? found[1] : "";
  }

  function option(path, name, kind, language, latin) {
    const shown = make("li", { role: "option", id: `suggestion-${list.childElementCount}`, "aria-selected": "false" });
    const words = make("span", { class: "name" });
    words.append(make("bdi", { lang: language || languageOf(name) }, name));
    if (latin) words.append(" ", make("bdi", { class: "kind" }, latin));
    shown.append(words, " ", make("span", { class: "kind" }, kind));
    shown.dataset.href = new URL(path, form.action).href;
    list.append(shown);
  }

  function show(found) {
    list.replaceChildren();
    for (const f of found.films.slice(0, MOST.films))
      option(`films/${encodeURIComponent(f.id)}`, f.name || "Without a title", f.year ? `film, ${f.year}` : "film", "", f.romanised);
    for (const p of found.people.slice(0, MOST.people))
      option(`people/${encodeURIComponent(p.id)}`, p.name, p.kind, "", p.romanised);
    for (const a of found.articles.slice(0, MOST.articles))
      option(`articles/${encodeURIComponent(a.id)}`, a.title || `${a.opening} …`, `article, ${a.outlet}`, a.language, "");
    const number = list.childElementCount;
    told.textContent = number === 0 ? "No suggestions" : number === 1 ? "1 suggestion" : `${number} suggestions`;
    open(number > 0);
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    choose(-1);
  }

  function choose(number) {
    if (active >= 0 && list.children[active]) list.children[active].setAttribute("aria-selected", "false");
    active = number;
    const chosen = list.children[active];
    if (!chosen) return input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  function stop() {
    clearTimeout(timer);
    if (asking) asking.abort();
    asking = null;
  }

  async function ask(words) {
    stop();
    const own = (asking = new AbortController());
    const address = new URL("api/v1/search", form.action);
    address.search = new URLSearchParams({ q: words, limit: String(MOST.films) });
    try {
      const answer = await fetch(address, { signal: own.signal, headers: { Accept: "application/json" } });
      const found = answer.ok ? await answer.json() : null;
      if (asking === own && found) show(found);
    } catch (error) {
      if (error.name !== "AbortError" && asking === own) open(false); // the form itself still works
    }
  }

  function typed() {
    stop();
    const words = input.value.trim();
    if (words) timer = setTimeout(ask, WAIT, words);
    else {
      told.textContent = "";
      open(false);
    }
  }

  input.addEventListener("input", (event) => event.isComposing || typed());
  input.addEventListener("compositionend", typed);
  input.addEventListener("blur", () => {
    stop();
    open(false);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const number = list.hidden ? 0 : list.childElementCount;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!number) {
        if (event.key === "ArrowDown") typed();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Below the last and above the first comes the field itself.
      choose(((active + 1 + step + number + 1) % (number + 1)) - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      location.assign(list.children[active].dataset.href);
      event.preventDefault();
    } else if (event.key === "Escape") {
      stop();
      if (number) event.preventDefault(); // the first closes the list, the next empties the field
      open(false);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) location.assign(chosen.dataset.href);
  });
  form.addEventListener("submit", stop);
})();
