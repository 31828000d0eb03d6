// One keystroke decides. The forms and links of the page do it all; here keys press them, and the next item is put in
// the place of the last without loading the page anew.
const region = () => document.getElementById("review");
const live = document.getElementById("review-live");
const problem = document.getElementById("review-problem");
let busy = false;
let wanted = null; // where the browser went back or forward to meanwhile

// Whoever speaks to the browser, or types elsewhere, can switch the keys off.
const keys = document.querySelector("#review-keys input");
keys.checked = localStorage.getItem("review-keys") !== "off";
keys.closest("p").hidden = false;
keys.addEventListener("change", () => localStorage.setItem("review-keys", keys.checked ? "on" : "off"));

function tell(words, isProblem) {
  problem.hidden = !isProblem;
  problem.textContent = isProblem ? words : "";
  live.textContent = isProblem ? "" : words;
}

function load(method, address, body, done) {
  const request = new XMLHttpRequest();
  request.open(method, address);
  request.responseType = "document";
  request.addEventListener("load", () => done(request.response, request));
  request.addEventListener("error", () => {
    busy = false;
    region().removeAttribute("aria-busy");
    tell("The server could not be reached; nothing was decided. Try again.", true);
  });
  request.send(body);
}

// Put what the server answered in place: the next item, or what stood in the way.
function show(page, request, before) {
  busy = false;
  region().removeAttribute("aria-busy");
  const next = page && page.getElementById("review");
  if (!next) {
    const told = page && page.querySelector("[role=alert]");
    if (!told) {
      location.assign(request.responseURL);
      return;
    }
    tell(told.textContent, true);
    if (request.status === 409) go("GET", region().dataset.here, null, true);
    return;
  }
  for (const id of ["review-head", "review"]) {
    document.getElementById(id).replaceWith(document.importNode(page.getElementById(id), true));
  }
  if (before.moves) history.pushState(null, "", request.responseURL);
  else if (!before.keeps) history.replaceState(null, "", request.responseURL);
  const title = document.getElementById("review-title");
  if (!before.keeps) {
    const said = document.getElementById("review-said");
    tell(said ? said.textContent : title ? title.textContent : "", false);
  }
  if (title) title.focus({ preventScroll: true });
  scrollTo(0, 0);
  if (wanted) go("GET", wanted, null, true);
}

function go(method, address, body, keeps) {
  if (busy) {
    if (keeps) wanted = address;
    return;
  }
  busy = true;
  wanted = null;
  region().setAttribute("aria-busy", "true");
  const moves = method === "GET" && !keeps;
  load(method, address, body, (page, request) => show(page, request, { moves, keeps }));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !region().contains(form)) return;
  event.preventDefault();
  go("POST", form.action, new URLSearchParams(new FormData(form, event.submitter)));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest(".review-moves nav a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go("GET", link.href);
});

window.addEventListener("popstate", () => go("GET", location.href, null, true));

const ARROWS = { ArrowRight: "n", ArrowLeft: "p" };

function openCorrection() {
  const all = [...region().querySelectorAll(".review-correct")];
  const open = all.findIndex((details) => details.open);
  const next = all[(open + 1) % all.length];
  for (const details of all) details.open = details === next;
  if (next) next.querySelector("input:not([type=hidden])").select();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  const at = event.target;
  if (!keys.checked) return;
  if (at.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
    if (event.key === "Escape") at.blur();
    return;
  }
  const key = ARROWS[event.key] || event.key.toLowerCase();
  if (key === "c") {
    if (region().querySelector(".review-correct")) {
      event.preventDefault();
      openCorrection();
    }
    return;
  }
  if (!/^[sdurwznp]$/.test(key)) return;
  const pressed = region().querySelector(`[data-key="${key}"]`);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});
