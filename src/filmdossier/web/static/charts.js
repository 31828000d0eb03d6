"use strict";
// Puts charts into their figures: <figure class="chart" data-chart="ADDRESS"> gets the SVG of that address, as wide as
// there is room. One mark of a chart is in the order of the Tab key; arrow keys, Home and End go from mark to mark.
(() => {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const widths = [320, 400, 520, 640, 760, 880, 1000];
  const hint = "Point at a mark to read what it says and where; Tab and the arrow keys reach them, too.";
  const fitting = (figure) => widths.findLast((w) => w <= figure.clientWidth) ?? widths[0];

  function load(figure) {
    const width = fitting(figure);
    if (figure.dataset.width === String(width)) return;
    figure.dataset.width = String(width);
    const address = new URL(figure.dataset.chart, document.baseURI);
    address.searchParams.set("width", String(width));
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.addEventListener("load", () => {
      if (figure.dataset.width !== String(width)) return;
      const drawing = request.status === 200 ? request.responseXML?.documentElement : null;
      if (request.status === 204) figure.hidden = true;
      if (drawing?.localName === "svg") show(figure, document.importNode(drawing, true));
      figure.dataset.state = drawing ? "drawn" : "empty";
    });
    request.addEventListener("error", () => { figure.dataset.state = "empty"; });
    request.send();
  }

  function show(figure, drawing) {
    figure.querySelector(":scope > svg")?.remove();
    figure.prepend(drawing);
    const marks = [...drawing.querySelectorAll("a.mark")];
    marks.forEach((mark, n) => mark.setAttribute("tabindex", n ? "-1" : "0"));
    let words = figure.querySelector(":scope > .chart-words");
    if (!words) {
      words = document.createElement("p");
      words.className = "chart-words screen";
      words.setAttribute("aria-hidden", "true"); // the name of the mark says the same
      drawing.after(words);
    }
    for (const mark of drawing.querySelectorAll(".mark")) {
      mark.querySelector("title")?.remove(); // told below the chart, also to those who have no mouse
      for (const kind of ["mouseenter", "focus"]) {
        mark.addEventListener(kind, () => { words.textContent = mark.getAttribute("aria-label"); });
      }
    }
    words.textContent = hint;
    drawing.addEventListener("keydown", (event) => move(event, marks));
  }

  function move(event, marks) {
    const at = marks.indexOf(document.activeElement);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    let next = null;
    if (event.key in steps) next = marks[at + steps[event.key]];
    else if (event.key === "Home") next = marks[0];
    else if (event.key === "End") next = marks.at(-1);
    else return;
    event.preventDefault();
    if (!next) return;
    marks[at].setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  for (const figure of figures) load(figure);
  let waiting = 0;
  const resized = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(() => figures.filter((figure) => !figure.hidden).forEach(load), 150);
  });
  for (const figure of figures) resized.observe(figure);
})();
