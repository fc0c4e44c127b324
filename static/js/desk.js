// Reception and the order page: the body map, the signature, and choosing the first hit by Enter.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function bodyMap(root) {
    const car = root.querySelector("svg.car");
    const list = root.querySelector(".mark-list");
    const kind = root.querySelector("[data-kind]");
    const store = root.closest("form").querySelector("input[name=damages]");
    const box = car.viewBox.baseVal;
    let marks = [];
    try { marks = JSON.parse(store.value || "[]") || []; } catch { marks = []; }

    function draw() {
      car.querySelectorAll(".mark, .mark-no").forEach((node) => node.remove());
      list.replaceChildren();
      marks.forEach((mark, index) => {
        const dot = document.createElementNS(SVG, "circle");
        const number = document.createElementNS(SVG, "text");
        const x = (mark.x / 1000) * box.width, y = (mark.y / 1000) * box.height;
        dot.setAttribute("class", "mark"); dot.setAttribute("cx", x); dot.setAttribute("cy", y); dot.setAttribute("r", 20);
        number.setAttribute("class", "mark-no"); number.setAttribute("x", x); number.setAttribute("y", y);
        number.textContent = String(index + 1);
        car.append(dot, number);
        const row = document.createElement("li"), undo = document.createElement("button");
        row.textContent = [...kind.options].find((o) => o.value === mark.kind)?.text + " ";
        undo.type = "button"; undo.className = "btn btn-sm btn-ghost"; undo.textContent = root.dataset.remove;
        undo.addEventListener("click", () => { marks.splice(index, 1); draw(); });
        row.append(undo); list.append(row);
      });
      store.value = JSON.stringify(marks);
    }
    car.addEventListener("click", (event) => {
      const at = car.getBoundingClientRect();
      const scale = Math.min(at.width / box.width, at.height / box.height);
      const left = at.left + (at.width - box.width * scale) / 2, top = at.top + (at.height - box.height * scale) / 2;
      const x = Math.round(((event.clientX - left) / (box.width * scale)) * 1000);
      const y = Math.round(((event.clientY - top) / (box.height * scale)) * 1000);
      if (x < 0 || y < 0 || x > 1000 || y > 1000) return;
      marks.push({ view: "top", kind: kind.value, x, y });
      draw();
    });
    draw();
  }

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
    all("[data-body-map]").forEach(bodyMap);
    all("[data-signature]").forEach(signature);
  });
})();
