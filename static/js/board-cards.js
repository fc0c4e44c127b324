/* Cards of the dispatch board: how they look, and the dialogs that ask about them. */
(() => {
  "use strict";
  const two = (n) => String(n).padStart(2, "0");
  const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const stamp = (at) => `${day(at)} ${clock(at)}`;
  const span = (start, end) => `${clock(start)}–${clock(end)}`;
  const minutesOf = (event) => Math.round((event.end - event.start) / 60000);
  const fill = (text, facts) => text.replace(/%\((\w+)\)s/g, (_all, name) => facts[name] ?? "");
  const el = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  };

  function icon(sprite, name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${sprite}#${name}`);
    svg.append(use);
    return svg;
  }

  /* What a card says; one too narrow for its plate carries it upright and opens on a touch. */
  function card(event, { sprite, width }) {
    const facts = event.extendedProps;
    if (!facts.plate) return [];
    const all = el("div", width < 84 ? "ev ev-short" : "ev");
    const head = el("div", "ev-head");
    head.append(el("span", "ev-plate", facts.plate));
    const signs = el("span", "ev-signs");
    for (const [name, words] of facts.signs) {
      const sign = el("span", "ev-sign");
      sign.title = words;
      sign.append(icon(sprite, name), el("span", "visually-hidden", words));
      signs.append(sign);
    }
    head.append(signs);
    const state = el("div", "ev-line");
    state.append(el("span", "ev-word", facts.word));
    if (facts.left) state.append(el("span", "ev-left", facts.left));
    const work = [facts.step, facts.work, facts.who, facts.stands].filter(Boolean).join(" · ");
    all.append(head, state);
    if (facts.wait) all.append(el("div", "ev-line ev-wait", facts.wait));
    all.append(el("div", "ev-line", work));
    all.title = words(event).join("\n");
    return [all];
  }

  function words(event) {
    const { plate, span: when, work, who, word, signs, left, stands, step, wait } = event.extendedProps;
    return [`${plate} ${when}`, [step, work].filter(Boolean).join(" · "), who, [word, left, ...signs.map((s) => s[1])].filter(Boolean).join(" · "), wait, stands].filter(Boolean);
  }

  function choice(dialog) {
    return new Promise((resolve) => {
      dialog.returnValue = "";
      dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
      dialog.showModal();
    });
  }

  /* Everything about a card, and what can be done to it. */
  function details(event, bayName) {
    const ask = document.getElementById("card-dialog");
    const facts = { ...event.extendedProps, bay: bayName };
    facts.signs = facts.signs.map((s) => s[1]).join(" · ");
    for (const at of ask.querySelectorAll("[data-of]")) at.textContent = facts[at.dataset.of] || "";
    for (const head of ask.querySelectorAll("[data-with]")) {
      const empty = !facts[head.dataset.with];
      head.hidden = empty;
      head.nextElementSibling.hidden = empty;
    }
    const pin = ask.querySelector("[data-pin-word]");
    if (pin) pin.textContent = facts.pinned ? pin.dataset.unpin : pin.dataset.pin;
    return choice(ask);
  }

  function listed(list, warnings) {
    list.replaceChildren(...warnings.map((text) => el("li", "", text)));
    list.hidden = !warnings.length;
  }

  /* Warnings that may be gone over: gives the reason, or null when the card goes back. */
  async function warned(warnings) {
    const ask = document.getElementById("warn-dialog");
    listed(ask.querySelector("[data-warnings]"), warnings.map((w) => w[1]));
    const reason = document.getElementById("warn-reason");
    reason.value = "";
    return (await choice(ask)) === "ok" ? reason.value : null;
  }

  /* The calendar calls itself a table without being one: each card names its bay and time instead. */
  function plain(box) {
    const strip = () => box.querySelectorAll("[role]:not([data-slot])").forEach((part) => {
      for (const name of ["role", "aria-colindex", "aria-rowindex"]) part.removeAttribute(name);
    });
    new MutationObserver(strip).observe(box, { childList: true, subtree: true });
    strip();
  }

  window.boardCards = { card, choice, clock, day, details, el, fill, icon, listed, minutesOf, plain, span, stamp, warned, words };
})();
