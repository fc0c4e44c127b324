/* A shared computer: it locks by itself, and keeps nothing of the one before. */
(() => {
  "use strict";
  const idle = Number(document.body.dataset.idle || 0);
  if (!idle) return;
  const WARN = 20; // seconds before
  const me = document.body.dataset.user;
  const place = () => location.pathname + location.search;

  /* --- nothing of the one before: pages, drafts, marks; unsent work waits for its own person --- */
  if (localStorage.getItem("station-user") !== me) {
    const silent = localStorage.getItem("bell-silent"); // belongs to the device
    localStorage.clear();
    sessionStorage.clear();
    if (silent) localStorage.setItem("bell-silent", silent);
    if (window.caches) caches.delete("phone");
    localStorage.setItem("station-user", me);
  }
  window.addEventListener("storage", (event) => {
    if (event.key === "station-user" && event.newValue && event.newValue !== me) location.replace("/");
  });

  /* --- leaving the place --- */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-switch]");
    if (link) link.href = `${link.dataset.switch}?next=${encodeURIComponent(place())}`;
  }, true);

  async function lock() {
    document.body.replaceChildren(); // whoever comes next sees nothing
    const here = place();
    const { lock: url, switch: door, csrf } = document.body.dataset;
    const body = new URLSearchParams({ next: here });
    try {
      await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf }, redirect: "manual" });
    } finally {
      location.replace(`${door}?locked=1&next=${encodeURIComponent(here)}`);
    }
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-lock-now]")) lock();
  });

  /* --- nobody there: all tabs of this computer count together --- */
  let last = Date.now();
  let told = last; // when the server last heard that somebody is here
  let warned = false;
  function tell() {
    told = Date.now();
    const bell = document.querySelector("[data-bell]");
    if (bell) fetch(bell.dataset.bell, { headers: { "HX-Request": "true" } }).catch(() => { told = 0; });
  }
  function moved() {
    last = Date.now();
    warned = false;
    localStorage.setItem("station-moved", String(last));
    if (last - told > 60000) tell();
  }
  for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
    let before = 0;
    document.addEventListener(kind, () => {
      if (Date.now() - before < 1000) return;
      before = Date.now();
      moved();
    }, { passive: true, capture: true });
  }
  moved();
  setInterval(() => {
    const quiet = (Date.now() - Math.max(last, Number(localStorage.getItem("station-moved") || 0))) / 1000;
    if (quiet >= idle) lock();
    else if (quiet >= idle - WARN && !warned) {
      warned = true;
      window.aftersales.toast(document.body.dataset.idleWords, "warning");
    }
  }, 1000);
})();
