"use strict";
(() => {
  let carried = null;
  const column = (event) => (carried ? event.target.closest?.("#board [data-status]") : null);
  const mark = (found) => { for (const one of document.querySelectorAll("#board [data-status]")) one.classList.toggle("over", one === found); };

  document.addEventListener("dragstart", (event) => {
    carried = event.target.closest?.("[data-card]") ?? null;
    if (carried) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const found = column(event);
    if (found) event.preventDefault();
    if (carried) mark(found);
  });
  document.addEventListener("dragend", () => { carried = null; mark(null); });
  document.addEventListener("drop", (event) => {
    const found = column(event);
    if (!found) return;
    event.preventDefault();
    const choice = carried.querySelector("select");
    if (choice.value === found.dataset.status) return;
    choice.value = found.dataset.status;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
