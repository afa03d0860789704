"use strict";
(() => {
  const names = () => {
    const spoken = document.documentElement.lang;
    const written = (days, how) => days.map((day) => new Intl.DateTimeFormat(spoken, { ...how, timeZone: "UTC" }).format(day));
    const months = Array.from({ length: 12 }, (_, at) => Date.UTC(2026, at, 1));
    const week = Array.from({ length: 7 }, (_, at) => Date.UTC(2026, 1, 1 + at));
    return { MMMM: written(months, { month: "long" }), MMM: written(months, { month: "short" }), WWWW: written(week, { weekday: "long" }), WWW: written(week, { weekday: "short" }) };
  };

  function draw(place) {
    const told = JSON.parse(place.dataset.chart);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
    const series = [{}, { label: told.label, stroke: colour("--accent"), width: 2, fill: colour("--accent-soft") }];
    if (told.stepped) series[1].paths = uPlot.paths.stepped({ align: 1 });
    const spoken = names();
    const options = { width: place.clientWidth, height: 240, series, axes: [axis, axis], legend: { show: false }, cursor: { points: { size: 6 } }, fmtDate: (template) => uPlot.fmtDate(template, spoken) };
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
