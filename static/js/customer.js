// The customer's page: the signature, and one submission only.
(() => {
  "use strict";
  const form = document.querySelector("[data-answer]");
  const canvas = document.querySelector("[data-pad]");
  if (!form || !canvas) return;
  const store = form.querySelector("input[name=signature]");

  function begin() {
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    canvas.width = canvas.offsetWidth * ratio; canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    const pad = new window.SignaturePad(canvas, { minWidth: 0.8, maxWidth: 2.6 });
    canvas.removeAttribute("style"); // the style sheet says it; the content policy refuses the copy
    if (store.value) pad.fromDataURL(store.value, { ratio });
    pad.addEventListener("endStroke", () => { store.value = pad.toDataURL("image/png"); });
    form.querySelector("[data-clear]").addEventListener("click", () => { pad.clear(); store.value = ""; });
  }

  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    const button = form.querySelector("button[type=submit]");
    button.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => { delete form.dataset.sent; });
  const wrong = document.querySelector("form .error") || document.querySelector(".alert");
  if (wrong) wrong.scrollIntoView({ block: "center" });
  begin();
})();
