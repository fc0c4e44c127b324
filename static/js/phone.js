/* The technician's phone: acts tapped without network wait here, in order, and are sent once.
   Each carries its operation key and the instant of its tap; the server decides about both. */
(() => {
  "use strict";
  const NEXT = { confirm: "start", start: "finish", resume: "finish", pause: "resume", finding: "", finish: "", isolate: "" };
  const RETRY = 5000;
  const page = () => document.querySelector("#main[data-phone]");
  const user = () => document.body.dataset.user || "";
  let busy = false;
  let timer = 0;

  /* --- the queue in the browser --- */
  function base() {
    return new Promise((done, failed) => {
      const asked = indexedDB.open("phone", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("acts", { keyPath: "id", autoIncrement: true });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }
  async function store(mode, act) {
    const db = await base();
    try {
      return await new Promise((done, failed) => {
        const asked = act(db.transaction("acts", mode).objectStore("acts"));
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
      });
    } finally {
      db.close();
    }
  }
  const all = () => store("readonly", (acts) => acts.getAll());
  const keep = (act) => store("readwrite", (acts) => acts.put(act));
  const drop = (id) => store("readwrite", (acts) => acts.delete(id));

  const newKey = () =>
    crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  async function enqueue(form, at, whole, by) {
    const fields = [...new FormData(form, by || undefined)].filter(([name, value]) =>
      name !== "csrfmiddlewaretoken" && name !== "tapped_at" && (whole || name !== "version") &&
      !(value instanceof File && !value.size && !value.name));
    const label = form.dataset.label || form.dataset.queue;
    const plate = (page() && page().dataset.plate) || "";
    await keep({
      url: new URL(form.action).pathname, user: user(), at, fields, step: form.dataset.queue, label: `${plate} ${label}`.trim(),
      job: (page() && page().dataset.job) || "", words: "",
    });
    const key = form.querySelector("[name=operation_key]");
    if (key) key.value = newKey();
    form.querySelectorAll("textarea, input[type=text], input[type=file], input:not([type])").forEach((el) => { el.value = ""; });
    const open = form.closest("details");
    if (open) open.open = false;
    await show();
  }

  /* --- sending, one after the other --- */
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || document.body.dataset.csrf;

  async function send(act) {
    const body = new FormData();
    for (const [name, value] of act.fields) body.append(name, value);
    body.set("tapped_at", act.at);
    const answer = await fetch(act.url, {
      method: "POST", body, credentials: "same-origin",
      headers: { "X-Queued": "1", "X-Queued-By": encodeURIComponent(act.user), "X-CSRFToken": token(), Accept: "application/json" },
    });
    const data = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
    if (data && data.done) return "done";
    if (data && data.other) return "other"; // somebody else signed in meanwhile: it waits for its own person
    if (answer.redirected || answer.status === 401) return "login";
    if (answer.status >= 500 || (answer.ok && !data)) return "later";
    act.words = data ? data.words : await said(answer);
    return "refused";
  }

  async function said(answer) {
    const html = new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = html.querySelector("[data-refusal]") || html.querySelector("h1");
    return (words && words.textContent.trim()) || String(answer.status);
  }

  async function flush() {
    if (busy || !navigator.onLine) return;
    busy = true;
    let sent = 0;
    try {
      for (const act of await all()) {
        if (act.user !== user()) continue;
        if (act.words) continue;
        const result = await send(act);
        if (result === "done") { await drop(act.id); sent += 1; }
        else if (result === "refused") await keep(act);
        else { if (result === "later") later(); else note(result); break; }
        await show();
      }
    } catch (error) {
      later(); // the network is away again
    } finally {
      busy = false;
    }
    await show();
    if (sent && page()) refresh();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(flush, RETRY);
  }

  function refresh() {
    htmx.ajax("GET", location.pathname, { target: "#main", swap: "outerHTML" });
  }

  /* --- what the page says about it --- */
  function note(name) {
    const bar = document.getElementById("phone-queue");
    if (bar) window.aftersales.toast(bar.dataset[name], "warning");
  }

  async function show() {
    const acts = (await all()).filter((act) => act.user === user());
    const waiting = acts.filter((act) => !act.words);
    document.body.dataset.waiting = waiting.length || "";
    const bar = document.getElementById("phone-queue");
    if (!bar) return;
    bar.hidden = !acts.length;
    const count = bar.querySelector("[data-count]");
    count.hidden = !waiting.length;
    count.textContent = bar.dataset.words.replace("%(n)s", waiting.length);
    bar.querySelector("[data-names]").textContent = waiting.map((act) => act.label).join(" · ");
    const list = bar.querySelector("[data-refused]");
    list.replaceChildren(...acts.filter((act) => act.words).map((act) => refusedRow(act, bar)));
    step(waiting);
  }

  function refusedRow(act, bar) {
    const row = document.createElement("li");
    const text = document.createElement("span");
    const clock = new Date(act.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    text.textContent = `${clock} ${act.label}: ${act.words}`;
    const seen = document.createElement("button");
    seen.type = "button";
    seen.className = "btn";
    seen.textContent = bar.dataset.seen;
    seen.addEventListener("click", async () => { await drop(act.id); await show(); });
    row.append(text, seen);
    return row;
  }

  /* What was tapped here and not sent yet has happened, as far as this phone is concerned. */
  function step(waiting) {
    const here = page();
    if (!here || !here.dataset.job) return;
    const mine = waiting.filter((act) => act.job === here.dataset.job && act.step in NEXT);
    const last = mine.length ? mine[mine.length - 1].step : "";
    const locked = last === "confirm" && "voltage" in here.dataset; // first off, tagged and measured
    const now = locked ? "isolate" : last ? NEXT[last] : here.dataset.step; // after that the second person opens the way
    for (const part of here.querySelectorAll("[data-at]")) part.hidden = !part.dataset.at.split(" ").includes(now);
  }

  /* --- taps --- */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-queue]")) return;
    const tapped = new Date().toISOString();
    form.dataset.tapped = tapped;
    if (navigator.onLine && !document.body.dataset.waiting) return; // the usual way, with words beside the field
    event.preventDefault();
    event.stopImmediatePropagation();
    enqueue(form, tapped, false, event.submitter).then(flush);
  }, true);

  /* No answer came: perhaps it was done. The same key says so when it is sent again. */
  function unanswered(event) {
    const form = event.detail.elt.closest && event.detail.elt.closest("form[data-queue]");
    if (!form) return;
    enqueue(form, form.dataset.tapped || new Date().toISOString(), true).then(later);
    note("kept");
  }
  document.addEventListener("htmx:sendError", unanswered);
  document.addEventListener("htmx:timeout", unanswered);
  window.addEventListener("online", flush);

  /* --- a spoken note --- */
  function recorder(root) {
    const form = root.closest("form");
    const file = form.querySelector("input[type=file]");
    const [begin, end] = [root.querySelector("[data-begin]"), root.querySelector("[data-end]")];
    const clock = root.querySelector("[data-clock]");
    if (!navigator.mediaDevices || !window.MediaRecorder) return;
    root.hidden = false;
    let tape = null;
    let ticking = 0;
    begin.addEventListener("click", async () => {
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch (error) {
        window.aftersales.toast(root.dataset.refused, "warning");
        return;
      }
      const pieces = [];
      const kind = ["audio/webm", "audio/mp4", "audio/ogg"].find((k) => MediaRecorder.isTypeSupported(k)) || "";
      tape = new MediaRecorder(stream, { ...(kind && { mimeType: kind }), audioBitsPerSecond: 32000 });
      tape.addEventListener("dataavailable", (event) => pieces.push(event.data));
      tape.addEventListener("stop", () => {
        clearInterval(ticking);
        stream.getTracks().forEach((track) => track.stop());
        const sound = new Blob(pieces, { type: tape.mimeType });
        const given = new DataTransfer();
        given.items.add(new File([sound], `voice.${tape.mimeType.includes("mp4") ? "m4a" : "webm"}`, { type: tape.mimeType }));
        file.files = given.files;
        const heard = root.querySelector("audio");
        heard.src = URL.createObjectURL(sound);
        heard.hidden = false;
        [begin.hidden, end.hidden] = [false, true];
      });
      const most = Number(root.dataset.seconds);
      let left = most;
      clock.textContent = String(left);
      ticking = setInterval(() => {
        left -= 1;
        clock.textContent = String(left);
        if (left <= 0 && tape.state === "recording") tape.stop();
      }, 1000);
      tape.start();
      [begin.hidden, end.hidden] = [true, false];
    });
    end.addEventListener("click", () => tape && tape.state === "recording" && tape.stop());
  }

  /* --- the camera reads the code on a job card --- */
  async function scanner(root) {
    const video = root.querySelector("video");
    const say = (name) => { root.querySelector("[data-say]").textContent = root.dataset[name]; };
    const fits = (text) => {
      try {
        const url = new URL(text, location.href);
        return /^\/workorders\/(jobs|lockouts)\/\d+\/$/.test(url.pathname) ? url.pathname : "";
      } catch { return ""; }
    };
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: 1280, height: 720 } });
    } catch (error) {
      say("nocamera");
      return;
    }
    video.srcObject = stream;
    await video.play();
    const stop = () => stream.getTracks().forEach((track) => track.stop());
    const read = await window.qrReader(root);
    const canvas = document.createElement("canvas");
    while (root.isConnected) {
      const found = await read(video, canvas).catch(() => []);
      const path = found.map(fits).find(Boolean);
      if (path) { stop(); location.assign(path); return; }
      if (found.length) say("other");
      await new Promise((done) => setTimeout(done, 150));
    }
    stop();
  }

  /* --- pages for a cellar: the day and its jobs, kept while this person is signed in --- */
  async function provide(here) {
    if (!navigator.serviceWorker || !navigator.onLine) return;
    await navigator.serviceWorker.register(here.dataset.worker, { scope: here.dataset.scope });
    const kept = await caches.open("phone");
    const links = [...here.querySelectorAll("a.job-card")].slice(0, 12);
    for (const path of [location.pathname, ...links.map((link) => new URL(link.href).pathname)]) {
      const answer = await fetch(path, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) await kept.put(path, answer);
    }
  }

  htmx.onLoad((loaded) => {
    const found = (selector) => [...(loaded.matches && loaded.matches(selector) ? [loaded] : []), ...loaded.querySelectorAll(selector)];
    found("[data-recorder]").forEach(recorder);
    found("[data-scanner]").forEach(scanner);
    for (const here of found("#main[data-phone]")) {
      show().then(flush).catch(() => later());
      if (here.dataset.worker) provide(here).catch((error) => { here.dataset.unprovided = String(error); });
    }
  });
})();
