/* A board on the wall: looks whether anything moved, turns its pages, and says how old it is. */
(() => {
  "use strict";
  const LOOK = 5000; // is there anything new
  const RENEW = 60000; // what only time changes
  const TURN = 12000;
  const PATIENCE = 2; // misses before the note
  const told = document.body.dataset;
  const note = document.querySelector("[data-stale-note]");
  const pages = () => [...document.querySelectorAll("#board [data-page]")];
  const watching = { "X-Watching": "1", "HX-Request": "true" };
  let shown = 0;
  let missed = 0;
  let renewed = performance.now();
  let clock = { at: new Date(board().dataset.now), tick: performance.now() };

  function board() { return document.getElementById("board"); }

  /* --- pages --- */
  function show() {
    const all = pages();
    shown = all.length ? shown % all.length : 0;
    all.forEach((page, n) => { page.hidden = n !== shown; });
    const place = document.querySelector("[data-pages]");
    place.hidden = all.length < 2;
    place.textContent = `${shown + 1} / ${all.length}`;
  }

  /* --- the shop's clock, not the screen's --- */
  function tick() {
    const now = new Date(+clock.at + (performance.now() - clock.tick));
    const zone = { timeZone: "Asia/Shanghai", hourCycle: "h23", hour: "2-digit", minute: "2-digit" };
    document.querySelector("[data-clock]").textContent = now.toLocaleTimeString("zh-CN", zone);
  }

  /* --- how old it is --- */
  function stale(words) {
    note.hidden = !words;
    note.textContent = words.replace("%(at)s", board().dataset.at);
    document.body.classList.toggle("is-stale", Boolean(words));
  }
  function miss(words) {
    missed += 1;
    if (missed >= PATIENCE) stale(words);
  }
  function fine() {
    missed = 0;
    stale("");
  }

  /* --- news --- */
  async function ask(url, headers) {
    const answer = await fetch(url, { headers: { ...watching, ...headers }, signal: AbortSignal.timeout(8000) });
    if (answer.redirected || answer.status === 401 || answer.status === 403) throw new Error("over");
    if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
    return answer;
  }

  async function renew() {
    const answer = await ask(location.href, {});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("board");
    if (!fresh) throw new Error("no board");
    if (fresh.dataset.script !== told.script) { location.reload(); return; } // a new release
    board().replaceWith(fresh);
    renewed = performance.now();
    clock = { at: new Date(fresh.dataset.now), tick: renewed };
    show();
  }

  async function look() {
    try {
      const answer = await ask(told.versionUrl, { "If-None-Match": `"${board().dataset.tag}"` });
      if (answer.status !== 304 || missed || performance.now() - renewed > RENEW) await renew();
      fine();
    } catch (error) {
      miss(error.message === "over" ? told.over : told.stale);
    }
    setTimeout(look, LOOK);
  }

  async function stayAwake() {
    if (!navigator.wakeLock || document.hidden) return;
    await navigator.wakeLock.request("screen").catch(() => { told.asleep = "1"; });
  }

  show();
  tick();
  setInterval(tick, 1000);
  setInterval(() => { shown += 1; show(); }, TURN);
  setTimeout(look, LOOK);
  stayAwake();
  document.addEventListener("visibilitychange", stayAwake);
})();
