/* The dispatch board: the calendar, the tray beside it, and everybody else's moves. */
(() => {
  "use strict";
  const STEP = 15;
  const { toast } = window.aftersales;
  const two = (n) => String(n).padStart(2, "0");
  const day = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const stamp = (at) => `${day(at)} ${clock(at)}`;
  const minutesOf = (event) => Math.round((event.end - event.start) / 60000);
  const el = (tag, name, text) => {
    const made = document.createElement(tag);
    made.className = name;
    if (text) made.textContent = text;
    return made;
  };

  function start(root) {
    const box = root.querySelector("[data-board]");
    if (!box || box.dataset.ready) return;
    box.dataset.ready = "1";
    const { may, feed, slots, versionUrl } = box.dataset;
    let tag = `"${box.dataset.version}"`;
    let teams = [];
    let busy = false; // a drag or its answer is under way: no refresh from outside

    /* --- what the server says --- */
    async function send(url, facts) {
      const body = new URLSearchParams({ ...facts, operation_key: crypto.randomUUID() });
      const headers = { Accept: "application/json", "X-CSRFToken": document.body.dataset.csrf };
      let answer;
      try {
        answer = await fetch(url, { method: "POST", body, headers });
      } catch {
        return { ok: false, words: window.aftersales.words().offline, clash: [] };
      }
      const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      const words = said.words || (answer.ok ? "" : box.dataset.wordFailed);
      return { ok: answer.ok && !answer.url.includes("/login/"), clash: [], ...said, words };
    }

    async function load(named) {
      const answer = await fetch(`${feed}?day=${box.dataset.day}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const found = await answer.json();
      const before = new Map(calendar.getEvents().map((e) => [e.id, e.extendedProps.version]));
      teams = found.resources;
      calendar.setOption("resources", teams);
      calendar.setOption("events", found.events);
      if (!named) return;
      for (const event of found.events) {
        const { mine, by, plate, span, version } = event.extendedProps;
        if (!mine && by && before.get(event.id) !== version) {
          toast(box.dataset.wordMoved.replace("%(who)s", by).replace("%(plate)s", plate).replace("%(span)s", span));
        }
      }
    }

    async function refresh(named = false) {
      await load(named);
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ["tray", "board-strip"]) {
        const fresh = page.getElementById(id);
        if (fresh) document.getElementById(id).replaceWith(fresh);
      }
      const fresh = page.querySelector("[data-board]");
      if (fresh) tag = `"${fresh.dataset.version}"`;
    }

    async function look() {
      if (busy || document.hidden || !box.isConnected || document.querySelector("dialog[open]")) return;
      try {
        const answer = await fetch(`${versionUrl}?day=${box.dataset.day}`, {
          headers: { "If-None-Match": tag, "X-Watching": "1" }, cache: "no-store",
        });
        if (answer.status === 204) await refresh(true);
      } catch {
        /* no network: the next look tries again */
      }
    }

    /* --- cards on the board --- */
    function card({ event }) {
      const facts = event.extendedProps;
      const all = el("div", "ev");
      all.append(el("div", "ev-plate", facts.plate));
      const state = el("div", "ev-line");
      state.append(el("span", "ev-word", facts.word));
      for (const words of facts.blocks) state.append(el("span", "ev-block", words));
      all.append(state, el("div", "ev-line", `${facts.work} · ${facts.who}`));
      all.title = `${facts.plate} ${facts.span}\n${facts.work}\n${facts.who} · ${[facts.word, ...facts.blocks].join(" · ")}`;
      return { domNodes: [all] };
    }

    async function moved(info) {
      const { event, revert } = info;
      const bay = event.resourceIds[0];
      if (!/^\d+$/.test(bay)) {
        revert();
        return;
      }
      busy = true;
      const place = { bay, start: stamp(event.start), minutes: minutesOf(event), version: event.extendedProps.version };
      const said = await send(`${slots}${event.id}/move/`, place);
      if (!said.ok) {
        revert();
        if (!(said.clash.length && (await swap(event, said)))) toast(said.words, "error");
      } else if (said.warning) {
        toast(said.warning, "warning");
      }
      await refresh();
      busy = false;
    }

    async function swap(event, said) {
      const ask = document.getElementById("swap-dialog");
      const [other] = said.clash;
      ask.querySelector("[data-swap-words]").textContent = said.words;
      if ((await choice(ask)) !== "swap") return true;
      const facts = { other: other.id, other_version: other.version, version: event.extendedProps.version };
      const done = await send(`${slots}${event.id}/swap/`, facts);
      if (!done.ok) toast(done.words, "error");
      return true;
    }

    function choice(dialog) {
      return new Promise((resolve) => {
        dialog.returnValue = "";
        dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
        dialog.showModal();
      });
    }

    const calendar = window.EventCalendar.create(box, {
      view: "resourceTimelineDay",
      date: box.dataset.day,
      locale: box.dataset.locale.startsWith("en") ? "en" : "zh-CN",
      headerToolbar: { start: "", center: "", end: "" },
      slotMinTime: "08:00",
      slotMaxTime: "20:00",
      slotDuration: "00:30",
      snapDuration: "00:15",
      slotLabelInterval: "01:00",
      slotLabelFormat: (at) => clock(at),
      slotWidth: 31,
      height: "100%",
      nowIndicator: box.dataset.day === box.dataset.today,
      editable: Boolean(may),
      eventStartEditable: Boolean(may),
      eventDurationEditable: Boolean(may),
      eventContent: card,
      eventClassNames: ({ event }) => [`tone-${event.extendedProps.tone}`],
      eventClick: ({ event }) => location.assign(event.extendedProps.url),
      eventDrop: moved,
      eventResize: moved,
      resources: [],
      events: [],
    });

    /* --- from the tray --- */
    let taken = null;
    document.addEventListener("dragstart", (event) => {
      taken = event.target.closest && event.target.closest("[data-card]");
      if (!taken) return;
      busy = true;
      taken.classList.add("is-dragged");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", taken.dataset.plate);
    });
    document.addEventListener("dragend", () => {
      if (taken) taken.classList.remove("is-dragged");
      if (!document.querySelector("dialog[open]")) busy = false;
    });
    box.addEventListener("dragover", (event) => {
      if (taken) event.preventDefault();
    });
    box.addEventListener("drop", async (event) => {
      event.preventDefault();
      const point = taken && calendar.dateFromPoint(event.clientX, event.clientY);
      if (!point || !point.resource || !/^\d+$/.test(point.resource.id)) return;
      const at = new Date(point.date);
      at.setMinutes(Math.floor(at.getMinutes() / STEP) * STEP, 0, 0);
      await give({ ...taken.dataset }, point.resource, at);
      busy = false;
    });

    async function give(job, bay, at) {
      const ask = document.getElementById("drop-dialog");
      const error = ask.querySelector("[data-drop-error]");
      const people = document.getElementById("drop-technician");
      const minutes = document.getElementById("drop-minutes");
      const team = teams.find((u) => u.children.some((b) => b.id === bay.id));
      const best = team && [...people.options].find((o) => o.dataset.unit === team.id);
      if (best) best.selected = true;
      minutes.value = Math.max(STEP, Math.ceil((Number(job.minutes) || 60) / STEP) * STEP);
      ask.querySelector("[data-drop-plate]").textContent = job.plate;
      ask.querySelector("[data-drop-work]").textContent = job.work;
      ask.querySelector("[data-drop-place]").textContent = `${bay.title} ${clock(at)}`;
      error.hidden = true;
      while ((await choice(ask)) === "ok") {
        const facts = { bay: bay.id, start: stamp(at), minutes: minutes.value, technician: people.value, version: job.version };
        const said = await send(job.url, facts);
        if (said.ok) {
          if (said.warning) toast(said.warning, "warning");
          break;
        }
        error.textContent = said.words;
        error.hidden = false;
      }
      await refresh();
    }

    load(false);
    const timer = setInterval(() => (box.isConnected ? look() : clearInterval(timer)), 5000);
  }

  document.addEventListener("DOMContentLoaded", () => start(document));
})();
