"use strict";
// A field that searches while one types (picker.html). What is typed is no choice: leaving it gives back what was chosen.
(() => {
  const picker = (node) => node.closest?.("[data-picker]");
  const parts = (box) => ({ kept: box.querySelector("[type=hidden]"), input: box.querySelector("[role=combobox]"), list: box.querySelector("[role=listbox]") });
  const options = (list) => [...list.querySelectorAll("[data-value]")];
  let waiting = 0;

  function search(box, delay) {
    clearTimeout(waiting);
    waiting = setTimeout(() => parts(box).input.dispatchEvent(new Event("picking")), delay);
  }

  function close(box) {
    const { input, list } = parts(box);
    clearTimeout(waiting);
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(box, option) {
    const { input, list } = parts(box);
    for (const one of options(list)) one.setAttribute("aria-selected", String(one === option));
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function choose(box, value, name) {
    const { kept, input } = parts(box);
    const isOther = kept.value !== value;
    input.value = box.dataset.shown = name;
    kept.value = value;
    close(box);
    if (isOther) kept.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function leave(box) {
    const { input } = parts(box);
    if (input.value.trim() === "") choose(box, "", "");
    else input.value = box.dataset.shown;
    close(box);
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const box = picker(event.target);
    if (box && event.target.matches("[role=combobox]")) {
      const text = event.target.value;
      event.detail.parameters.q = text === box.dataset.shown ? "" : text;
    }
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const box = picker(event.detail.target);
    if (box && document.activeElement !== parts(box).input) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = picker(event.detail.target);
    if (!box || !event.detail.target.matches("[role=listbox]")) return;
    const { input, list } = parts(box);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    point(box, input.value.trim() ? options(list)[0] : null);
  });
  document.addEventListener("input", (event) => {
    const box = picker(event.target);
    if (box) search(box, 180);
  });
  document.addEventListener("focusout", (event) => {
    const box = picker(event.target);
    if (box && !box.contains(event.relatedTarget)) leave(box);
  });
  document.addEventListener("mousedown", (event) => {
    if (picker(event.target) && event.target.closest("[role=listbox]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const box = picker(event.target);
    if (!box) return;
    const option = event.target.closest("[data-value]");
    if (option) choose(box, option.dataset.value, option.dataset.name);
    else if (event.target.matches("[role=combobox]") && parts(box).list.hidden) search(box, 0);
  });
  document.addEventListener("keydown", (event) => {
    const box = picker(event.target);
    if (!box || !event.target.matches("[role=combobox]")) return;
    const { list } = parts(box);
    const shown = options(list);
    const at = shown.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) search(box, 0);
      else if (shown.length) point(box, shown[(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + shown.length) % shown.length]);
    } else if (event.key === "Enter" && (!list.hidden || event.target.value !== box.dataset.shown)) {
      event.preventDefault();
      if (list.hidden) search(box, 0);
      else if (at >= 0) choose(box, shown[at].dataset.value, shown[at].dataset.name);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.target.value = box.dataset.shown;
      close(box);
    }
  });
})();
