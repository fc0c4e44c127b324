// The check-in sheet: marks on the body map, photos that are sent as they are taken, rows of words.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const LONGEST = 2048;

  // A photo is made small in the browser before it is sent; what cannot be read is sent as it is.
  async function smaller(file) {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale); canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob && blob.size < file.size ? blob : file;
    } catch { return file; }
  }

  // crypto.randomUUID is missing where the site is served without TLS inside the house.
  function freshKey() {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 0x0f) | 0x40; b[8] = (b[8] & 0x3f) | 0x80;
    const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  async function send(root, file) {
    const body = new FormData();
    body.append("operation_key", freshKey());
    body.append("photo", await smaller(file), file.name || "photo.jpg");
    const headers = { "X-CSRFToken": document.body.dataset.csrf, Accept: "application/json" };
    let answer;
    try { answer = await fetch(root.dataset.photos, { method: "POST", body, headers }); } catch { throw new Error(root.dataset.failed); }
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.words || root.dataset.failed);
    return told.id;
  }

  // One strip of photos: shows what is sent, lets it be taken off, and sends a failed one again.
  function strip(root, box, keys, changed) {
    function shown(key) {
      const item = document.createElement("span"), image = document.createElement("img"), off = document.createElement("button");
      item.className = "shot"; image.src = root.dataset.waiting.replace("/0/", `/${key}/`); image.alt = "";
      off.type = "button"; off.className = "shot-off"; off.textContent = "×"; off.title = root.dataset.remove; off.setAttribute("aria-label", root.dataset.remove);
      off.addEventListener("click", () => { keys.splice(keys.indexOf(key), 1); item.remove(); changed(); });
      item.append(image, off); box.append(item);
    }
    async function take(file) {
      const wait = document.createElement("span");
      wait.className = "shot shot-wait"; box.append(wait);
      try { const key = await send(root, file); keys.push(key); changed(); wait.remove(); shown(key); }
      catch (error) {
        const words = document.createElement("span"), again = document.createElement("button");
        wait.className = "shot-failed field-error"; words.textContent = error.message + " ";
        again.type = "button"; again.className = "btn btn-sm"; again.textContent = root.dataset.again;
        again.addEventListener("click", () => { wait.remove(); take(file); });
        wait.append(words, again);
      }
    }
    keys.forEach(shown);
    return (input) => { [...input.files].forEach(take); input.value = ""; };
  }

  function read(input) {
    try { const found = JSON.parse(input.value || "[]"); return Array.isArray(found) ? found : []; } catch { return []; }
  }

  function carShots(root) {
    const input = root.closest("form").querySelector("input[name=car_photos]");
    const keys = read(input);
    const take = strip(root, root.querySelector("[data-car-shots]"), keys, () => { input.value = JSON.stringify(keys); });
    root.querySelector("[data-shoot-car]").addEventListener("change", (event) => take(event.target));
  }

  function bodyMap(root) {
    const car = root.querySelector("svg.car"), list = root.querySelector(".mark-list");
    const store = root.closest("form").querySelector("input[name=damages]");
    const kinds = [...root.querySelectorAll("[data-kind]")];
    const zones = [...root.querySelectorAll("rect[data-view]")].map((node) => ({
      view: node.dataset.view, x: node.x.baseVal.value, y: node.y.baseVal.value, width: node.width.baseVal.value, height: node.height.baseVal.value,
    }));
    const size = car.viewBox.baseVal, marks = read(store);
    kinds.forEach((node) => { node.name = "mark-kind-shown"; node.setAttribute("form", ""); });
    const kind = () => kinds.find((node) => node.checked) || kinds[0];
    const keep = () => { store.value = JSON.stringify(marks); };
    const words = (value) => kinds.find((node) => node.value === value)?.closest("label").textContent.trim() || "";

    function dot(mark, index) {
      const zone = zones.find((z) => z.view === mark.view) || zones[0];
      const x = zone.x + (mark.x / 1000) * zone.width, y = zone.y + (mark.y / 1000) * zone.height;
      const circle = document.createElementNS(SVG, "circle"), number = document.createElementNS(SVG, "text");
      circle.setAttribute("class", "mark"); circle.setAttribute("cx", x); circle.setAttribute("cy", y); circle.setAttribute("r", 18);
      number.setAttribute("class", "mark-no"); number.setAttribute("x", x); number.setAttribute("y", y); number.textContent = String(index + 1);
      car.append(circle, number);
    }
    function row(mark, index) {
      const item = document.createElement("li"), head = document.createElement("div"), name = document.createElement("span");
      const note = document.createElement("input"), shoot = document.createElement("label"), camera = document.createElement("input"), off = document.createElement("button"), box = document.createElement("div");
      head.className = "mark-row"; box.className = "thumbs"; name.textContent = words(mark.kind); name.className = "mark-name";
      note.className = "form-control"; note.maxLength = 120; note.placeholder = root.dataset.note; note.value = mark.note || ""; note.setAttribute("form", "");
      note.setAttribute("aria-label", `${root.dataset.note} ${index + 1}`);
      note.addEventListener("input", () => { mark.note = note.value; keep(); });
      mark.photos = mark.photos || [];
      const take = strip(root, box, mark.photos, keep);
      shoot.className = "btn btn-sm shoot"; shoot.textContent = root.dataset.shoot; camera.type = "file"; camera.accept = "image/*"; camera.setAttribute("capture", "environment");
      camera.addEventListener("change", () => take(camera)); shoot.append(camera);
      off.type = "button"; off.className = "btn btn-sm btn-ghost"; off.textContent = root.dataset.remove;
      off.addEventListener("click", () => { marks.splice(marks.indexOf(mark), 1); draw(); });
      head.append(name, note, shoot, off); item.append(head, box); list.append(item);
    }
    function draw() {
      car.querySelectorAll(".mark, .mark-no").forEach((node) => node.remove());
      list.replaceChildren();
      marks.forEach((mark, index) => { dot(mark, index); row(mark, index); });
      keep();
    }
    function add(view, x, y) { marks.push({ view, kind: kind().value, x, y, note: "", photos: [] }); draw(); }
    car.addEventListener("click", (event) => {
      const at = car.getBoundingClientRect(), scale = Math.min(at.width / size.width, at.height / size.height);
      const px = (event.clientX - at.left - (at.width - size.width * scale) / 2) / scale, py = (event.clientY - at.top - (at.height - size.height * scale) / 2) / scale;
      const zone = zones.find((z) => px >= z.x && px <= z.x + z.width && py >= z.y && py <= z.y + z.height);
      if (zone) add(zone.view, Math.round(((px - zone.x) / zone.width) * 1000), Math.round(((py - zone.y) / zone.height) * 1000));
    });
    const place = root.querySelector("[data-place]");
    place.setAttribute("form", "");
    root.querySelector("[data-add-place]").addEventListener("click", () => {
      const chosen = place.selectedOptions[0].dataset;
      add(chosen.view, Number(chosen.x), Number(chosen.y));
    });
    draw();
    carShots(root);
  }

  function statements(root) {
    const first = root.querySelector("textarea");
    function number() { root.querySelectorAll(".said-row").forEach((row, index) => { row.querySelector(".said-no").textContent = String(index + 1); }); }
    function removable(row) {
      const off = document.createElement("button");
      off.type = "button"; off.className = "btn btn-sm btn-ghost"; off.textContent = "×"; off.title = root.dataset.remove; off.setAttribute("aria-label", root.dataset.remove);
      off.addEventListener("click", () => {
        if (row.querySelector("textarea").value.trim() && !off.dataset.asked) { off.dataset.asked = "1"; off.textContent = root.dataset.again; return; }
        row.remove(); number(); first.focus();
      });
      row.append(off);
    }
    root.querySelectorAll(".said-row").forEach((row, index) => { if (index) removable(row); });
    root.querySelector("[data-add-row]").addEventListener("click", () => {
      const rows = root.querySelectorAll(".said-row"), row = rows[0].cloneNode(true), text = row.querySelector("textarea");
      text.removeAttribute("id"); text.removeAttribute("autofocus"); text.value = ""; text.setAttribute("aria-label", `${first.getAttribute("aria-label").replace(/\d+$/, "")}${rows.length + 1}`);
      removable(row); rows[rows.length - 1].after(row); number(); text.focus();
    });
  }

  htmx.onLoad((loaded) => {
    const all = (selector) => [...(loaded.matches?.(selector) ? [loaded] : []), ...loaded.querySelectorAll(selector)];
    all("[data-body-map]").forEach(bodyMap);
    all("[data-shots-only]").forEach(carShots);
    all("[data-statements]").forEach(statements);
  });
})();
