"use strict";
(() => {
  const root = document.documentElement;
  const kept = localStorage.getItem("theme");
  if (kept) root.dataset.theme = kept;

  const palette = () => document.getElementById("palette");
  const options = () => [...palette().querySelectorAll("[role=option]")].filter((one) => !one.hidden);

  function select(option) {
    for (const one of palette().querySelectorAll("[role=option]")) one.setAttribute("aria-selected", String(one === option));
    palette().querySelector("input").setAttribute("aria-activedescendant", option ? option.id : "");
    if (option) option.scrollIntoView({ block: "nearest" });
  }

  function openPalette() {
    if (!palette()) return;
    const input = palette().querySelector("input");
    input.value = "";
    filter("");
    palette().showModal();
    input.focus();
  }

  function filter(text) {
    const wanted = text.trim().toLowerCase();
    for (const one of palette().querySelectorAll("[role=option]")) one.hidden = !one.textContent.toLowerCase().includes(wanted);
    select(options()[0]);
  }

  function move(step) {
    const shown = options();
    const at = shown.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (shown.length) select(shown[(at + step + shown.length) % shown.length]);
  }

  function go() {
    const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
    if (chosen) location.href = chosen.dataset.path;
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
    } else if (palette()?.open) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
      if (event.key === "Enter") { event.preventDefault(); go(); }
    } else if (event.key === "Escape") {
      document.getElementById("sidebar")?.classList.remove("open");
    }
  });
  document.addEventListener("input", (event) => { if (event.target.closest("#palette")) filter(event.target.value); });

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest(selector);
    if (hit("[data-open-palette]")) openPalette();
    const option = hit("#palette [role=option]");
    if (option) { select(option); go(); }
    if (event.target === palette()) palette().close();
    const menu = hit("[data-open-menu]");
    if (menu) menu.setAttribute("aria-expanded", String(document.getElementById("sidebar").classList.toggle("open")));
    else if (!hit("#sidebar")) document.getElementById("sidebar")?.classList.remove("open");
    if (hit("[data-theme-switch]")) {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      localStorage.setItem("theme", root.dataset.theme);
    }
    if (hit("[data-dismiss]")) hit(".notice").remove();
    for (const open of document.querySelectorAll("details.menu[open]")) if (!open.contains(event.target)) open.open = false;
  });
})();
