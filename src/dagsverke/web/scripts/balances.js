"use strict";
(() => {
  function draw(place) {
    const told = JSON.parse(place.dataset.chart);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
    const series = [{}, { label: told.label, stroke: colour("--accent"), width: 2, fill: colour("--accent-soft") }];
    const options = { width: place.clientWidth, height: 240, series, axes: [axis, axis], legend: { show: false }, cursor: { points: { size: 6 } } };
    const data = [told.days.map((day) => Date.parse(`${day}T12:00:00Z`) / 1000), told.hours];
    place.replaceChildren();
    new uPlot(options, data, place);
  }
  const redraw = () => { for (const one of document.querySelectorAll("[data-chart]")) if (window.uPlot) draw(one); };
  document.addEventListener("DOMContentLoaded", redraw);
  let waiting;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(redraw, 150); });
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (!opener) return;
    const opened = document.getElementById(opener.dataset.opens);
    opened.hidden = !opened.hidden;
    opener.setAttribute("aria-expanded", String(!opened.hidden));
  });
})();
