"use strict";
(() => {
  // A form waits for what is on its way, and for what was refused: a week is handed in with the hours that were typed last.
  let keeping = 0;
  let held = null;
  const isPost = (event) => event.detail.requestConfig?.verb === "post";
  const refused = () => document.querySelector("input[hx-post][aria-invalid=true]");
  document.addEventListener("htmx:beforeSend", (event) => { if (isPost(event)) keeping += 1; });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!isPost(event)) return;
    keeping -= 1;
    if (!event.detail.successful) held = null;
    if (keeping > 0 || !held) return;
    const { form, by } = held;
    held = null;
    if (form.isConnected) form.requestSubmit(by?.isConnected ? by : null);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.closest(".stage") || !(keeping || refused())) return;
    event.preventDefault();
    if (keeping) held = { form: event.target, by: event.submitter };
    else refused().focus();
  });

  // What could not be sent is said, and what was typed is marked: it looks like something kept.
  document.addEventListener("htmx:sendError", (event) => {
    const notices = document.getElementById("notices");
    notices?.replaceChildren(document.getElementById("unreachable").content.cloneNode(true));
    if (event.detail.elt.matches("input[hx-post]")) event.detail.elt.setAttribute("aria-invalid", "true");
  });
})();
