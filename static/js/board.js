/* The dispatch board: the calendar, the tray beside it, and everybody else's moves. */
(() => {
  "use strict";
  const STEP = 15;
  const LOOK_MS = 1000;
  const { toast } = window.aftersales;
  const cards = window.boardCards;
  const { clock, fill, minutesOf, span, stamp } = cards;
  const place = (text) => new Date(text.replace(" ", "T"));

  function start(root) {
    const box = root.querySelector("[data-board]");
    if (!box || box.dataset.ready) return;
    box.dataset.ready = "1";
    const { may, feed, slots, sprite, versionUrl } = box.dataset;
    const asked = `day=${box.dataset.day}&days=${box.dataset.days}`;
    const says = Object.fromEntries(Object.entries(box.dataset).filter(([k]) => k.startsWith("word")).map(([k, v]) => [k.slice(4).toLowerCase(), v]));
    const hint = document.getElementById("board-hint");
    const loaded = { at: place(box.dataset.now), tick: performance.now() };
    const now = () => new Date(+loaded.at + (performance.now() - loaded.tick)); // the shop's clock, not the browser's
    let tag = `"${box.dataset.version}"`;
    let teams = [];
    let shown = { events: [], shut: [] };
    let busy = false; // a drag or its answer is under way: no refresh from outside

    const bays = () => teams.flatMap((u) => u.children.map((b) => b.id));
    const bayName = (id) => teams.flatMap((u) => u.children).find((b) => b.id === id)?.title || "";

    /* --- what the server says --- */
    async function send(url, facts) {
      const body = new URLSearchParams({ ...facts, operation_key: crypto.randomUUID() });
      const headers = { Accept: "application/json", "X-CSRFToken": document.body.dataset.csrf };
      let answer;
      try {
        answer = await fetch(url, { method: "POST", body, headers });
      } catch {
        return { ok: false, words: window.aftersales.words().offline, clash: [], warnings: [] };
      }
      const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      const words = said.words || (answer.ok ? "" : says.failed);
      return { ok: answer.ok && !answer.url.includes("/login/"), clash: [], warnings: [], ...said, words };
    }

    async function ask(url, facts) {
      try {
        const answer = await fetch(`${url}?${new URLSearchParams(facts)}`, { headers: { Accept: "application/json" } });
        return answer.ok ? await answer.json() : {};
      } catch {
        return {};
      }
    }

    const check = async (event, at) => {
      const facts = { bay: at.bay, start: stamp(at.start), minutes: Math.round((at.end - at.start) / 60000) };
      if (event.slot !== undefined) Object.assign(facts, { job: event.job, technician: event.technician || "" });
      else facts.slot = event.id;
      return (await ask(box.dataset.check, facts)).conflicts || [];
    };

    function showHint(at, found = []) {
      hint.className = "board-hint";
      if (!at) {
        hint.textContent = "";
        return;
      }
      const where = `${bayName(at.bay)} ${span(at.start, at.end)}`;
      hint.textContent = `${where} · ${found.length ? found.map((c) => c.words).join(" ") : says.free}`;
      hint.classList.add(found.some((c) => c.hard) ? "is-hard" : found.length ? "is-soft" : "is-free");
    }

    /* --- reading the board --- */
    function draw() {
      const past = { resourceIds: bays(), start: `${box.dataset.day} 00:00`, end: now(), display: "background", classNames: ["bg-past"] };
      calendar.setOption("events", [...shown.shut, ...(past.end > place(`${box.dataset.day} 00:00`) ? [past] : []), ...shown.events]);
    }

    async function load(named, watching = false) {
      const headers = { Accept: "application/json", ...(watching ? { "X-Watching": "1" } : {}) };
      const answer = await fetch(`${feed}?${asked}`, { headers });
      if (!answer.ok) return;
      const found = await answer.json();
      const before = new Map(shown.events.map((e) => [e.id, e]));
      [loaded.at, loaded.tick] = [place(found.now), performance.now()];
      if (JSON.stringify(teams) !== JSON.stringify(found.resources)) calendar.setOption("resources", (teams = found.resources));
      shown = found;
      draw();
      if (named) tell(before, found.events);
    }

    function tell(before, events) {
      for (const event of events) {
        const facts = event.extendedProps;
        const was = before.get(event.id);
        if (was && was.extendedProps.version === facts.version) continue;
        const pushed = was && facts.act === "push"; // by an overrun: also the one who planned it is told
        if ((facts.mine && was && !pushed) || (was && facts.act === "extend")) continue;
        if (was && was.extendedProps.span === facts.span && was.resourceIds[0] === event.resourceIds[0]) continue;
        toast(fill(pushed ? says.pushed : says.moved, { who: facts.by || says.system, plate: facts.plate, bay: bayName(event.resourceIds[0]), span: facts.span }));
        requestAnimationFrame(() => box.querySelector(`[data-slot="${event.id}"]`)?.classList.add("just-moved"));
      }
      const there = new Set(events.map((e) => e.id));
      for (const [id, was] of before) if (!there.has(id)) toast(fill(says.gone, was.extendedProps));
    }

    async function refresh(named = false) {
      await load(named);
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const open = [...document.querySelectorAll("#board-strip details")].map((d) => d.open);
      for (const id of ["tray", "board-strip", "board-list"]) {
        const fresh = page.getElementById(id);
        const old = document.getElementById(id);
        if (!fresh || !old) continue;
        const [top, typed] = [old.querySelector(".tray-list")?.scrollTop, old.querySelector(".tray-search")?.value];
        old.replaceWith(fresh);
        if (top) fresh.querySelector(".tray-list").scrollTop = top;
        if (typed && fresh.querySelector(".tray-search")) [fresh.querySelector(".tray-search").value, search(typed)];
      }
      document.querySelectorAll("#board-strip details").forEach((d, n) => (d.open = Boolean(open[n])));
      const fresh = page.querySelector("[data-board]");
      if (fresh) tag = `"${fresh.dataset.version}"`;
    }

    async function look() {
      if (busy || document.hidden || !box.isConnected || document.querySelector("dialog[open]")) return;
      try {
        const answer = await fetch(`${versionUrl}?${asked}`, {
          headers: { "If-None-Match": tag, "X-Watching": "1" }, cache: "no-store",
        });
        if (answer.status === 204 && !busy) await refresh(true);
      } catch {
        /* no network: the next look tries again */
      }
    }

    /* --- acts --- */
    function offerUndo(words, url) {
      const note = toast(words, "success");
      if (!url) return;
      const button = cards.el("button", "btn btn-sm", says.undo);
      button.type = "button";
      button.dataset.undo = url;
      button.addEventListener("click", () => undo(url, note));
      note.insertBefore(button, note.lastChild);
      lastUndo = url;
    }

    let lastUndo = "";
    async function undo(url, note) {
      note?.remove();
      lastUndo = "";
      const said = await send(url, {});
      toast(said.ok ? says.undone : said.words, said.ok ? "success" : "error");
      await refresh();
    }

    async function act(url, facts, revert, event) {
      busy = true;
      let said = await send(url, facts);
      if (!said.ok && said.warnings.length) {
        const reason = await cards.warned(said.warnings);
        if (reason !== null) said = await send(url, { ...facts, accepted: said.warnings.map((w) => w[0]).join(","), reason });
        else [said.words, said.kept] = [says.back, true];
      }
      if (!said.ok) {
        revert();
        if (!(said.clash.length && event && (await swap(event, said)))) toast(said.words, said.kept ? "info" : "error");
      }
      await refresh();
      busy = false;
      return said;
    }

    async function moved(event, revert) {
      const bay = event.resourceIds[0];
      showHint(null);
      if (!/^\d+$/.test(bay)) {
        revert();
        return;
      }
      const facts = { bay, start: stamp(event.start), minutes: minutesOf(event), version: event.extendedProps.version };
      const said = await act(`${slots}${event.id}/move/`, facts, revert, event);
      const words = fill(says.dropped, { plate: event.extendedProps.plate, bay: bayName(bay), span: span(event.start, event.end) });
      if (said.ok) offerUndo(words, said.undo);
    }

    async function swap(event, said) {
      const dialog = document.getElementById("swap-dialog");
      const [other] = said.clash;
      dialog.querySelector("[data-swap-words]").textContent = said.words;
      if ((await cards.choice(dialog)) !== "swap") return true;
      const facts = { other: other.id, other_version: other.version, version: event.extendedProps.version };
      const done = await send(`${slots}${event.id}/swap/`, facts);
      if (!done.ok) toast(done.words, "error");
      return true;
    }

    async function open(event) {
      const wish = await cards.details(event, bayName(event.resourceIds[0]));
      const { url, jobUrl, version, pinned, plate } = event.extendedProps;
      if (wish === "open") location.assign(url);
      if (wish === "job") location.assign(jobUrl);
      if (wish === "pin") await act(`${slots}${event.id}/pin/`, { version, pinned: pinned ? "" : "on" }, () => {});
      if (wish === "withdraw") await withdraw(event, plate);
      if (wish === "pick") {
        keys.pick(event);
        box.querySelector(`[data-slot="${event.id}"]`)?.focus();
      }
    }

    async function withdraw(event) {
      const said = await act(`${slots}${event.id}/withdraw/`, { version: event.extendedProps.version }, () => {});
      if (said.ok) offerUndo(fill(says.gone, event.extendedProps), said.undo);
    }

    /* --- the calendar --- */
    const phone = window.matchMedia("(max-width: 640px)").matches;
    const opens = Math.max(0, parseInt(box.dataset.opens, 10) - 0);
    const closes = Math.min(24, parseInt(box.dataset.closes, 10) + 2);
    const room = Math.floor((box.clientWidth - 150) / ((closes - opens) * 2));
    const slotWidth = Math.max(box.dataset.days === "2" ? 26 : 31, room);
    document.querySelector(".board-page").classList.add("board-ready");
    const calendar = window.EventCalendar.create(box, {
      view: "resourceTimelineDay",
      date: box.dataset.day,
      duration: { days: Number(box.dataset.days) },
      locale: box.dataset.locale.startsWith("en") ? "en" : "zh-CN",
      headerToolbar: { start: "", center: "", end: "" },
      slotMinTime: `${cards.clock(new Date(2000, 0, 1, opens))}`,
      slotMaxTime: `${String(closes).padStart(2, "0")}:00`,
      slotDuration: "00:30",
      snapDuration: "00:15",
      slotLabelInterval: "01:00",
      slotLabelFormat: (at) => clock(at),
      slotWidth,
      height: "100%",
      nowIndicator: false,
      editable: Boolean(may),
      eventStartEditable: Boolean(may),
      eventDurationEditable: Boolean(may),
      eventContent: ({ event }) =>
        event.display === "background" ? { domNodes: event.title ? [cards.el("span", "bg-words", event.title)] : [] } : { domNodes: cards.card(event, { sprite, width: (minutesOf(event) * slotWidth) / 30 }) },
      eventClassNames: ({ event }) => (event.extendedProps.tone ? [`tone-${event.extendedProps.tone}`] : []),
      eventDidMount: ({ event, el }) => {
        if (event.display === "background") return;
        el.dataset.slot = event.id;
        el.tabIndex = 0;
        el.setAttribute("role", "application"); // it takes the arrow keys once it is picked up
        el.setAttribute("aria-label", [bayName(event.resourceIds[0]), ...cards.words(event)].join(" "));
      },
      eventClick: ({ event }) => event.display !== "background" && open(event),
      eventDragStart: (info) => lift(info),
      eventResizeStart: () => (busy = true),
      eventDragStop: () => (dragged = null),
      eventDrop: ({ event, revert }) => moved(event, revert),
      eventResize: ({ event, revert }) => moved(event, revert),
      resources: [],
      events: [],
    });
    cards.plain(box);

    /* --- conflicts while a card is in the air --- */
    let dragged = null;
    let over = "";
    function lift({ event, jsEvent }) {
      busy = true;
      const at = jsEvent && calendar.dateFromPoint(jsEvent.clientX, jsEvent.clientY);
      dragged = { event, ahead: at ? at.date - event.start : 0, length: event.end - event.start };
    }

    async function above(x, y) {
      const at = dragged && calendar.dateFromPoint(x, y);
      if (!at || !at.resource || !/^\d+$/.test(at.resource.id)) return;
      const quarter = STEP * 60000;
      const begin = new Date(Math.round((at.date - dragged.ahead) / quarter) * quarter);
      const target = { bay: at.resource.id, start: begin, end: new Date(+begin + dragged.length) };
      const key = `${target.bay} ${stamp(begin)}`;
      if (key === over) return;
      over = key;
      const found = await check(dragged.event, target);
      if (over === key && dragged) showHint(target, found);
    }
    document.addEventListener("pointermove", (event) => dragged && above(event.clientX, event.clientY));
    document.addEventListener("pointerup", () => {
      over = "";
      setTimeout(() => !document.querySelector("dialog[open]") && !dragged && showHint(null), 400);
    });

    /* --- from the tray --- */
    let taken = null;
    document.addEventListener("dragstart", (event) => {
      taken = event.target.closest && event.target.closest("[data-card]");
      if (!taken) return;
      busy = true;
      taken.classList.add("is-dragged");
      dragged = { event: { slot: null, job: taken.dataset.job }, ahead: 0, length: Number(taken.dataset.minutes) * 60000 };
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", taken.dataset.plate);
    });
    document.addEventListener("dragend", () => {
      if (taken) taken.classList.remove("is-dragged");
      dragged = null;
      showHint(null);
      if (!document.querySelector("dialog[open]")) busy = false;
    });
    box.addEventListener("dragover", (event) => {
      if (!taken) return;
      event.preventDefault();
      above(event.clientX, event.clientY);
    });
    box.addEventListener("drop", async (event) => {
      event.preventDefault();
      dragged = null;
      const point = taken && calendar.dateFromPoint(event.clientX, event.clientY);
      if (!point || !point.resource || !/^\d+$/.test(point.resource.id)) return;
      const at = new Date(point.date);
      at.setMinutes(Math.floor(at.getMinutes() / STEP) * STEP, 0, 0);
      await give({ ...taken.dataset }, point.resource, at);
      busy = false;
    });

    async function give(job, bay, at) {
      busy = true;
      const dialog = document.getElementById("drop-dialog");
      const [error, list] = [dialog.querySelector("[data-drop-error]"), dialog.querySelector("[data-drop-warnings]")];
      const [people, minutes] = [document.getElementById("drop-technician"), document.getElementById("drop-minutes")];
      const [reason, ok] = [dialog.querySelector("[data-drop-reason]"), dialog.querySelector("[value=ok]")];
      const team = teams.find((u) => u.children.some((b) => b.id === bay.id));
      const mine = [...people.options].filter((o) => team && o.dataset.unit === team.id);
      mine.sort((a, b) => a.dataset.cars - b.dataset.cars);
      if (mine.length) mine[0].selected = true;
      minutes.value = Math.max(STEP, Math.ceil((Number(job.minutes) || 60) / STEP) * STEP);
      dialog.querySelector("[data-drop-plate]").textContent = job.plate;
      dialog.querySelector("[data-drop-work]").textContent = job.work;
      dialog.querySelector("[data-drop-place]").textContent = `${bay.title} ${clock(at)}`;
      document.getElementById("drop-reason").value = "";
      error.hidden = true;
      let accepted = "";
      const judge = async () => {
        const target = { bay: bay.id, start: at, end: new Date(+at + Number(minutes.value || STEP) * 60000) };
        const found = await check({ slot: null, job: job.job, technician: people.value }, target);
        const [hard, soft] = [found.filter((c) => c.hard), found.filter((c) => !c.hard)];
        accepted = soft.map((c) => c.code).join(",");
        cards.listed(list, soft.map((c) => c.words));
        error.hidden = !hard.length;
        error.textContent = hard.map((c) => c.words).join(" ");
        reason.hidden = !soft.length;
        ok.textContent = soft.length ? ok.dataset.anyway : ok.dataset.plain;
      };
      people.onchange = minutes.onchange = judge;
      await judge();
      while ((await cards.choice(dialog)) === "ok") {
        const facts = { bay: bay.id, start: stamp(at), minutes: minutes.value, technician: people.value, version: job.version, accepted, reason: document.getElementById("drop-reason").value };
        const said = await send(job.url, facts);
        if (said.ok) {
          offerUndo(fill(says.dropped, { plate: job.plate, bay: bay.title, span: span(at, new Date(+at + minutes.value * 60000)) }), said.undo);
          break;
        }
        error.textContent = said.words;
        error.hidden = false;
      }
      await refresh();
      busy = false;
    }

    async function suggest(card) {
      busy = true;
      const dialog = document.getElementById("suggest-dialog");
      const job = { ...card.dataset };
      const found = (await ask(job.suggest, {})).found || [];
      dialog.querySelector("[data-suggest-plate]").textContent = job.plate;
      dialog.querySelector("[data-suggest-none]").hidden = found.length > 0;
      dialog.querySelector("[data-suggestions]").replaceChildren(...found.map((one) => {
        const row = dialog.querySelector("template").content.cloneNode(true);
        for (const name of ["title", "when"]) row.querySelector(`[data-s=${name}]`).textContent = one[name];
        row.querySelector("[data-s=reasons]").textContent = one.reasons.join(" · ");
        row.querySelector("[data-s=warnings]").textContent = one.warnings.join(" ");
        row.querySelector("[data-take]").addEventListener("click", () => {
          dialog.close();
          const { bay, technician, start, minutes, accepted } = one;
          act(job.url, { bay, technician, start, minutes, accepted, version: job.version }, () => {}).then((said) => said.ok && offerUndo(`${job.plate} ${one.title} ${one.when}`, said.undo));
        });
        return row;
      }));
      await cards.choice(dialog);
      busy = false;
    }

    function search(text) {
      const term = text.trim().toUpperCase();
      for (const card of document.querySelectorAll("#tray .card")) card.hidden = !card.dataset.find.toUpperCase().includes(term);
    }

    document.addEventListener("input", (event) => event.target.matches(".tray-search") && search(event.target.value));
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-suggest-of]");
      if (button) suggest(button.closest("[data-card]"));
    });
    box.addEventListener("contextmenu", (event) => {
      const held = event.target.closest("[data-slot]");
      if (!held) return;
      event.preventDefault();
      open(calendar.getEventById(held.dataset.slot));
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input, textarea, select");
      if (event.key === "z" && (event.ctrlKey || event.metaKey) && lastUndo && !typing) {
        event.preventDefault();
        undo(lastUndo);
      }
    });

    const keys = window.boardKeys(box, {
      calendar, bays, bayName, check, says, may, open, withdraw,
      hint: showHint,
      hold: (on) => (busy = on),
      drop: moved,
      take: (card) => suggest(card),
    });

    if (!phone) load(false);
    const timer = setInterval(() => (box.isConnected ? look() : clearInterval(timer)), LOOK_MS);
    setInterval(() => !busy && !document.hidden && box.isConnected && load(false, true).catch(draw), 60000); // waits and what is left go on
  }

  document.addEventListener("DOMContentLoaded", () => start(document));
})();
