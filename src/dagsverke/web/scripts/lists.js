"use strict";
(() => {
  const lang = document.documentElement.lang;
  const fixed = new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const loose = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });

  function write(kind, amount, scale) {
    if (kind === "clock") {
      const minutes = Math.trunc(Math.abs(amount) / 60000);
      return `${amount < 0 ? "−" : ""}${Math.trunc(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
    }
    return (kind === "money" ? fixed : loose).format(amount / scale).replace("-", "−");
  }

  function tell(table) {
    const ticked = [...table.querySelectorAll("[data-tick]:checked")].map((one) => one.closest("tr"));
    const foot = table.querySelector("[data-selected]");
    foot.hidden = ticked.length === 0;
    for (const [place, cell] of [...foot.cells].entries()) {
      if (cell.dataset.sum) {
        const sum = ticked.reduce((total, row) => total + Number(row.cells[place].dataset.amount || 0), 0);
        cell.textContent = write(cell.dataset.kind, sum, Number(cell.dataset.sum));
      } else if (cell.dataset.count) cell.textContent = `${ticked.length} ${cell.dataset.count}`;
    }
  }

  document.addEventListener("change", (event) => {
    const ticked = event.target.closest("[data-selectable], [data-ticks]");
    const table = event.target.closest("[data-selectable]");
    if (ticked && event.target.matches("[data-tick-all]")) for (const one of ticked.querySelectorAll("[data-tick]")) one.checked = event.target.checked;
    if (table && event.target.matches("[data-tick], [data-tick-all]")) tell(table);
    const form = event.target.closest("[data-columns]");
    if (form) form.elements.columns.value = [...form.querySelectorAll("[data-column]:checked")].map((one) => one.value).join(",");
  });
  // What narrows a list is asked for once: leaving a field that was typed in would else replace the row being clicked.
  const asked = new WeakMap();
  const told = (form) => new URLSearchParams(new FormData(form)).toString();
  const sieves = (node) => node.closest?.("form.sieves");
  document.addEventListener("focusin", (event) => {
    const form = sieves(event.target);
    if (form && !asked.has(form)) asked.set(form, told(form));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (form !== sieves(form)) return;
    if (asked.get(form) === told(form)) event.preventDefault();
    else asked.set(form, told(form));
  });
  for (const failed of ["htmx:sendError", "htmx:timeout", "htmx:sendAbort"]) document.addEventListener(failed, (event) => asked.delete(event.detail.elt));

  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-path]");
    if (row && !event.target.closest("a, input, button, label") && !getSelection().toString()) location.href = row.dataset.path;
  });
})();
