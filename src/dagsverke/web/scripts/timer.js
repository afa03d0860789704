"use strict";
(() => {
  const tick = () => {
    for (const one of document.querySelectorAll("[data-since]")) {
      const seconds = Math.max(0, Math.trunc((Date.now() - Date.parse(one.dataset.since)) / 1000));
      const parts = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60) % 60, seconds % 60];
      one.textContent = parts.map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
    }
  };
  document.addEventListener("DOMContentLoaded", tick);
  setInterval(tick, 1000);
})();
