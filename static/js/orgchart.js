// The organisation chart: list or diagram, its lines, zoom, search, folding and paper.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const KEPT = "org-chart";
  const LEAST = 0.2, MOST = 2;
  const PAPER = { a4: 1047, a3: 1512 }; // pixels between the margins of a sheet on its side

  const remembered = () => { try { return JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { return {}; } };
  const remember = (facts) => localStorage.setItem(KEPT, JSON.stringify({ ...remembered(), ...facts }));

  function start(box) {
    const scroll = box.querySelector(".org-scroll"), canvas = box.querySelector(".org-canvas");
    const form = document.querySelector("[data-org-search]"), typed = form.querySelector("[name=q]");
    const told = form.querySelector(".org-found");
    const percent = box.querySelector(".org-percent"), paper = box.querySelector("[data-paper]");
    let zoom = Math.min(MOST, Math.max(LEAST, Number(remembered().zoom) || 1)), scale = 1, asked = 0;
    let hits = [], at = -1;
    const drawn = () => box.classList.contains("org-drawn");

    /* lines */
    const lines = document.createElementNS(SVG, "svg");
    lines.setAttribute("class", "org-lines");
    lines.setAttribute("aria-hidden", "true");
    canvas.append(lines);

    function place(node) {
      const base = canvas.getBoundingClientRect(), own = node.getBoundingClientRect();
      return {
        left: (own.left - base.left) / scale, right: (own.right - base.left) / scale,
        top: (own.top - base.top) / scale, bottom: (own.bottom - base.top) / scale,
        middle: (own.top + own.height / 2 - base.top) / scale,
      };
    }
    const shown = (node) => node && node.offsetParent !== null;
    /* a folded unit stands for its posts */
    const stand = (node) => (shown(node) ? node : node.closest("details:not([open])")?.querySelector("summary"));
    const unitOf = (node) => (node.matches("summary") ? node : node.closest("details").querySelector("summary"));

    function solid(from, to) {
      const a = place(from), b = place(to), ours = place(unitOf(from)), theirs = place(unitOf(to));
      if (unitOf(from) === unitOf(to)) {
        const x = a.left + 8 - Math.min(4, Math.abs(b.middle - a.middle) / 100);
        return `M${a.left + 16} ${a.middle}H${x}V${b.middle}H${b.left + 16}`;
      }
      const out = ours.left - 9, into = theirs.left - 9, bus = theirs.top - 14;
      const far = to.matches("summary") ? b.left : b.left + 16;
      return `M${from.matches("summary") ? a.left : a.left + 16} ${a.middle}H${out}V${bus}H${into}V${b.middle}H${far}`;
    }
    function dashed(from, to) {
      const a = place(from), b = place(to);
      if (Math.abs(a.left - b.left) < 40) {
        const far = Math.max(a.right, b.right) + 24;
        return `M${a.right} ${a.middle}C${far} ${a.middle} ${far} ${b.middle} ${b.right} ${b.middle}`;
      }
      const [l, r] = a.left < b.left ? [a, b] : [b, a], bend = (r.left - l.right) / 2;
      return `M${l.right} ${l.middle}C${l.right + bend} ${l.middle} ${r.left - bend} ${r.middle} ${r.left} ${r.middle}`;
    }
    function draw() {
      lines.replaceChildren();
      if (!drawn()) return;
      const done = new Set(), seats = [...canvas.querySelectorAll(".org-seat")];
      const add = (kind, from, to) => {
        const one = stand(from), other = to && stand(to);
        if (!one || !other || one === other) return;
        const ends = kind === "dashed" ? [one.id, other.id].sort() : [one.id, other.id];
        const name = `${kind} ${ends.join(" ")}`;
        if (done.has(name)) return;
        done.add(name);
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("class", kind);
        path.setAttribute("d", kind === "dashed" ? dashed(one, other) : solid(one, other));
        path.dataset.ends = `${from.id} ${to.id}`;
        lines.append(path);
      };
      for (const seat of seats) {
        add("solid", document.getElementById(`post-${seat.dataset.up}`) || seat, seat);
        for (const key of seat.dataset.with.split(" ").filter(Boolean)) add("dashed", seat, document.getElementById(`post-${key}`));
      }
      lines.setAttribute("width", canvas.scrollWidth); lines.setAttribute("height", canvas.scrollHeight);
    }
    /* text does not shrink evenly, so the lines are measured anew at every size */
    function resize(wanted) {
      scale = wanted;
      canvas.style.zoom = drawn() ? scale : "";
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(draw);
    }
    const wide = () => canvas.getBoundingClientRect().width / scale;
    function onSheet(printing) {
      if (!drawn()) return;
      resize(printing ? Math.min(1, PAPER[paper.value] / wide()) : zoom);
      cancelAnimationFrame(asked);
      draw();
    }
    function light(seat) {
      lines.querySelectorAll(".lit").forEach((path) => path.classList.remove("lit"));
      if (seat) lines.querySelectorAll("path").forEach((path) => path.classList.toggle("lit", path.dataset.ends.split(" ").includes(seat.id)));
    }

    /* zoom: the point under the pointer stays where it is */
    function zoomTo(wanted, spot) {
      const before = zoom, area = scroll.getBoundingClientRect();
      const x = (spot?.x ?? area.left + area.width / 2) - area.left, y = (spot?.y ?? area.top + area.height / 2) - area.top;
      zoom = Math.min(MOST, Math.max(LEAST, wanted));
      resize(zoom);
      percent.textContent = `${Math.round(zoom * 100)}%`;
      scroll.scrollLeft = (scroll.scrollLeft + x) * (zoom / before) - x;
      scroll.scrollTop = (scroll.scrollTop + y) * (zoom / before) - y;
      remember({ zoom });
    }
    function fit() {
      zoomTo(Math.min(1, (scroll.clientWidth - 2) / wide()));
      scroll.scrollTo(0, 0);
    }
    const acts = { in: () => zoomTo(zoom * 1.2), out: () => zoomTo(zoom / 1.2), one: () => zoomTo(1), fit };

    function show(mode) {
      box.classList.toggle("org-drawn", mode === "diagram");
      box.querySelectorAll("[data-mode]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.mode === mode)));
      scroll.tabIndex = mode === "diagram" ? 0 : -1;
      percent.textContent = `${Math.round(zoom * 100)}%`;
      resize(mode === "diagram" ? zoom : 1);
      const top = canvas.querySelector("summary").getBoundingClientRect(), area = scroll.getBoundingClientRect();
      scroll.scrollLeft += top.left + top.width / 2 - area.left - area.width / 2;
    }

    /* search: the same rule as on the server */
    function meant(node, term) {
      const letters = /^[\x00-\x7f]*$/.test(term);
      return node.dataset.find.split("|").some((w) => w.startsWith(term) || ((!letters || w.includes(" ")) && w.includes(term)));
    }
    function go(step) {
      hits[at]?.classList.remove("org-now");
      at = (at + step + hits.length) % hits.length;
      const hit = hits[at];
      for (let fold = hit.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      hit.classList.add("org-now");
      if (!drawn()) hit.scrollIntoView({ block: "center" });
      else {
        const own = hit.getBoundingClientRect(), area = scroll.getBoundingClientRect();
        scroll.scrollBy(own.left + own.width / 2 - area.left - area.width / 2, own.top + own.height / 2 - area.top - area.height / 2);
      }
      told.textContent = box.dataset.found.replace("{n}", at + 1).replace("{all}", hits.length);
    }
    function find() {
      const term = typed.value.trim().toLowerCase();
      canvas.querySelectorAll(".org-hit").forEach((node) => node.classList.remove("org-hit", "org-now"));
      hits = term ? [...canvas.querySelectorAll("[data-find]")].filter((node) => meant(node, term)) : [];
      hits.forEach((node) => node.classList.add("org-hit"));
      at = -1;
      told.hidden = !term;
      if (hits.length) go(1); else told.textContent = box.dataset.none;
    }

    /* joining it all */
    box.querySelector(".org-tools").hidden = false;
    box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.mode) { show(button.dataset.mode); remember({ mode: button.dataset.mode }); }
      if (button.dataset.zoom) acts[button.dataset.zoom]();
      if (button.dataset.fold) canvas.querySelectorAll("details").forEach((d) => { d.open = button.dataset.fold === "open" || !d.parentElement.closest("details"); });
      if ("printChart" in button.dataset) window.print();
    });
    canvas.addEventListener("toggle", () => requestAnimationFrame(draw), true);
    canvas.addEventListener("pointerover", (event) => light(event.target.closest(".org-seat")));
    canvas.addEventListener("focusin", (event) => light(event.target.closest(".org-seat")));
    paper.value = remembered().paper || "a4";
    const onPaper = () => { box.classList.toggle("org-on-a3", paper.value === "a3"); remember({ paper: paper.value }); };
    paper.addEventListener("change", onPaper);
    onPaper();
    scroll.addEventListener("wheel", (event) => {
      if (!drawn() || !event.ctrlKey) return;
      event.preventDefault();
      zoomTo(zoom * Math.exp(-event.deltaY / 400), event);
    }, { passive: false });
    scroll.addEventListener("keydown", (event) => {
      if (!drawn() || event.altKey || event.metaKey) return;
      const act = { "+": "in", "=": "in", "-": "out", "0": "one", f: "fit" }[event.key];
      if (act && (!event.ctrlKey || event.key !== "f")) { event.preventDefault(); acts[act](); }
    });
    let fingers = 0, from = 1;
    const apart = (touches) => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
    scroll.addEventListener("touchstart", (event) => { if (event.touches.length === 2) { fingers = apart(event.touches); from = zoom; } }, { passive: true });
    scroll.addEventListener("touchmove", (event) => {
      if (!drawn() || event.touches.length !== 2) return;
      event.preventDefault();
      const [a, b] = event.touches;
      zoomTo(from * (apart(event.touches) / fingers), { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 });
    }, { passive: false });
    let waiting;
    typed.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 150); });
    form.addEventListener("submit", (event) => {
      if (event.submitter === null || document.activeElement === typed || event.submitter?.form === form) {
        event.preventDefault(); event.stopPropagation();
        clearTimeout(waiting);
        if (hits.length && at >= 0) go(1); else find();
      }
    }, true);
    form.querySelector("[name=store]")?.addEventListener("change", () => { typed.value = ""; HTMLFormElement.prototype.submit.call(form); });
    window.addEventListener("beforeprint", () => onSheet(true));
    window.addEventListener("afterprint", () => onSheet(false));
    window.matchMedia("print").addEventListener("change", (event) => onSheet(event.matches));
    document.fonts?.ready.then(draw);
    show(window.matchMedia("(max-width: 640px)").matches ? "list" : remembered().mode || "list");
  }

  htmx.onLoad((loaded) => {
    const boxes = loaded.matches?.("[data-org-chart]") ? [loaded] : loaded.querySelectorAll("[data-org-chart]");
    boxes.forEach((box) => { if (!box.dataset.ready) { box.dataset.ready = "yes"; start(box); } });
  });
})();
