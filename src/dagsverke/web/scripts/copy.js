"use strict";
// A button that copies what stands in a field or a text; where the browser forbids it, that is selected instead.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const isField = "value" in source;
  try {
    await navigator.clipboard.writeText(isField ? source.value : source.textContent);
    button.querySelector("span").textContent = button.dataset.copied;
  } catch {
    if (isField) source.select();
    else getSelection().selectAllChildren(source);
  }
});
