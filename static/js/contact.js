// One tap on a phone shows a number (and records that) and dials it.
(() => {
  "use strict";
  const phone = window.matchMedia("(pointer: coarse) and (max-width: 767.98px)");
  let dialling = false;
  document.addEventListener("submit", (event) => {
    dialling = phone.matches && event.target.querySelector("[data-dial]") !== null;
  }, true);
  window.htmx.onLoad((root) => {
    const link = root.querySelector?.("[data-dialled]");
    if (!link || !dialling) return;
    dialling = false;
    window.location.href = link.href;
  });
})();
