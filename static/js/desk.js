// Reception and the order page: the signature, and choosing the first hit by Enter.
(() => {
  "use strict";
  function signature(root) {
    const canvas = root.querySelector("canvas");
    const store = root.closest("form").querySelector("input[name=signature]");
    function begin() {
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      canvas.width = canvas.offsetWidth * ratio; canvas.height = canvas.offsetHeight * ratio;
      canvas.getContext("2d").scale(ratio, ratio);
      const pad = new window.SignaturePad(canvas, { minWidth: 0.8, maxWidth: 2.4 });
      canvas.removeAttribute("style"); // the style sheet says it; the content policy refuses the copy
      if (store.value) pad.fromDataURL(store.value, { ratio });
      pad.addEventListener("endStroke", () => { store.value = pad.toDataURL("image/png"); });
      root.querySelector("[data-clear]").addEventListener("click", () => { pad.clear(); store.value = ""; });
    }
    if (window.SignaturePad) { begin(); return; }
    const script = document.createElement("script");
    script.src = root.dataset.signature; script.onload = begin;
    document.head.append(script);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("[data-first]")) return;
    const first = document.querySelector(event.target.dataset.first);
    if (!first || first.dataset.term !== event.target.value.trim()) return;
    event.preventDefault(); first.click();
  });

  // Up and down walk from a search field through its hits and back; Enter presses the one in focus.
  document.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp", "Escape"].includes(event.key) || event.isComposing) return;
    const here = event.target;
    const field = here.matches?.("[data-first]") ? here : here.closest?.("[data-hits]") && document.querySelector("[data-first]");
    if (!field) return;
    const hits = [...document.querySelectorAll("[data-hits] [data-hit]")];
    const at = hits.indexOf(here);
    if (at < 0 && (here !== field || event.key !== "ArrowDown" || !hits.length)) return;
    event.preventDefault();
    const next = event.key === "Escape" ? -1 : event.key === "ArrowDown" ? Math.min(at + 1, hits.length - 1) : at - 1;
    (next < 0 ? field : hits[next]).focus();
  });

  htmx.onLoad((loaded) => {
    document.documentElement.classList.add("with-scripts");
    const all = (selector) => [...(loaded.matches?.(selector) ? [loaded] : []), ...loaded.querySelectorAll(selector)];
    all("[data-signature]").forEach(signature);
  });
})();
