// Choices of statements without leaving the page, what is in view marked in the contents, and links to facts that the page has no room for.
"use strict";
(() => {
  const here = document.querySelector("link[rel=canonical]")?.getAttribute("href");

  const fetchPart = (address, id, done) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => {
      const found = request.status === 200 && request.response?.getElementById(id);
      if (found) done(document.importNode(found, true));
      else location.assign(address);
    };
    request.onerror = () => location.assign(address);
    request.send();
  };

  const swap = (address, id, asked) => {
    const old = document.getElementById(id);
    old.setAttribute("aria-busy", "true");
    fetchPart(address, id, (part) => {
      // What is announced must have been there before it changes.
      const status = old.querySelector("[role=status]");
      const told = part.querySelector("[role=status]");
      if (status && told) {
        const words = told.textContent;
        told.replaceWith(status);
        old.replaceWith(part);
        setTimeout(() => { status.textContent = words; });
      } else old.replaceWith(part);
      const chosen = asked && [...part.querySelectorAll("a[data-part]")].find((a) => a.getAttribute("href") === asked);
      (chosen || part).focus({ preventScroll: true });
    });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-part]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({ part: link.dataset.part }, "", link.href);
    swap(link.href, link.dataset.part, link.getAttribute("href"));
  });
  addEventListener("popstate", () => {
    if (document.getElementById("statements")) swap(location.href, "statements");
  });

  const toFact = () => {
    const fact = /^#f-([0-9a-f]{16})-\d+$/.exec(location.hash);
    if (here && fact && !document.getElementById(location.hash.slice(1))) location.replace(`${here}/facts/${fact[1]}${location.search}`);
  };
  addEventListener("hashchange", toFact);
  toFact();

  const links = new Map([...document.querySelectorAll(".dos-contents a")].map((a) => [a.hash.slice(1), a]));
  if (links.size && "IntersectionObserver" in window) {
    const seen = new Set();
    const mark = () => {
      let marked = false;
      for (const [id, link] of links) {
        const is = !marked && seen.has(id);
        marked ||= is;
        if (is) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target.id);
      mark();
    }, { rootMargin: "-12% 0px -60% 0px" });
    for (const id of links.keys()) { const part = document.getElementById(id); if (part) observer.observe(part); }
  }
})();
