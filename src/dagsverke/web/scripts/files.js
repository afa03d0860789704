"use strict";
(() => {
  const dropped = (event) => event.target.closest?.("section")?.querySelector("[data-drop]");

  function tooLong(form) {
    const most = Number(form.dataset.fileMax);
    return [...form.querySelectorAll("input[type=file]")].some((one) => [...one.files].some((file) => file.size > most));
  }

  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const form = dropped(event);
      if (!form || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop") {
        form.querySelector("input[type=file]").files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-drop]");
    if (form && event.target.files.length) form.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-too-long]");
    if (!form || !tooLong(form)) return;
    event.preventDefault();
    event.stopPropagation();
    form.querySelector("[data-file-fault]").textContent = form.dataset.tooLong;
  }, true);
})();
