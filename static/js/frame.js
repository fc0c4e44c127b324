/* The frame: theme and density, keyboard, menus, and the size of a file before it is sent. */
(() => {
  "use strict";
  const root = document.documentElement;
  const { words } = window.aftersales;
  const keep = (name, value) => {
    const age = value ? 60 * 60 * 24 * 365 : 0;
    document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax`;
  };

  /* --- light, dark or as the system; tables close or wide --- */
  const THEMES = ["", "light", "dark"];
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    const name = button.querySelector("[data-theme-name]");
    const say = () => {
      const theme = root.dataset.bsTheme || "auto";
      name.textContent = words()[`theme${theme[0].toUpperCase()}${theme.slice(1)}`];
    };
    say();
    button.addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(root.dataset.bsTheme || "") + 1) % THEMES.length];
      if (next) root.dataset.bsTheme = next;
      else delete root.dataset.bsTheme;
      keep("theme", next);
      say();
      document.getElementById("announce").textContent = name.textContent;
    });
  }
  for (const button of document.querySelectorAll("[data-density-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = root.dataset.density === "compact" ? "" : "compact";
      if (next) root.dataset.density = next;
      else delete root.dataset.density;
      keep("density", next);
    });
  }

  /* --- keyboard --- */
  const help = document.getElementById("help-dialog");
  const showHelp = () => help && !help.open && help.showModal();
  for (const button of document.querySelectorAll("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", showHelp);
  }
  let first = ""; // the first key of a pair such as g h
  let timer = 0;
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      return;
    }
    if (event.key === "?") {
      showHelp();
      return;
    }
    const keys = first ? `${first} ${event.key}` : event.key;
    first = "";
    clearTimeout(timer);
    const wanted = [...document.querySelectorAll("[data-key]")].filter((el) => el.dataset.key === keys);
    const target = wanted.find((el) => el.closest("#main")) || wanted[0]; // the page comes first
    if (target) {
      event.preventDefault();
      if (target.matches("input")) target.focus();
      else target.click();
    } else if (event.key === "g") {
      first = "g";
      timer = setTimeout(() => { first = ""; }, 1200);
    }
  });

  /* --- menus close as one expects --- */
  const openMenus = () => document.querySelectorAll("details.menu[open], details.drawer[open]");
  function closeMenus(except) {
    for (const menu of openMenus()) {
      if (menu === except) continue;
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
  }
  document.addEventListener("click", (event) => {
    const menu = event.target.closest("details.menu, details.drawer");
    closeMenus(event.target.closest("a, [data-help]") ? null : menu);
  });

  /* --- small counts that refresh by themselves, while somebody looks --- */
  async function refresh(place) {
    if (document.hidden) return;
    try {
      const answer = await fetch(place.dataset.poll, { headers: { "HX-Request": "true", "X-Watching": "1" } });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      htmx.process(place);
    } catch (error) {
      place.dataset.missed = String(error); // the network is away; the next round tries again
    }
  }
  for (const place of document.querySelectorAll("[data-poll]")) {
    refresh(place);
    setInterval(() => refresh(place), Number(place.dataset.every) * 1000);
  }

  /* --- a disabled step tells its reason to those who press it --- */
  document.addEventListener("click", (event) => {
    const button = event.target.closest('[type="button"][aria-disabled="true"][aria-describedby]');
    const why = button && document.getElementById(button.getAttribute("aria-describedby"));
    if (why) window.aftersales.toast(why.textContent.trim(), "warning");
  });

  /* --- a file is measured before it travels --- */
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
    const max = Number(input.dataset.maxMb || 20);
    const heavy = [...input.files].find((file) => file.size > max * 1024 * 1024);
    const id = `${input.id || input.name}_size`;
    const old = document.getElementById(id);
    if (old) old.remove();
    input.classList.toggle("is-invalid", Boolean(heavy));
    if (!heavy) {
      input.removeAttribute("aria-invalid");
      return;
    }
    const note = document.createElement("p");
    note.className = "field-error";
    note.id = id;
    note.setAttribute("role", "alert");
    const size = Math.ceil(heavy.size / 1024 / 1024);
    note.textContent = words().big.replace("%(size)s", size).replace("%(max)s", max);
    input.value = "";
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
    input.after(note);
    event.stopImmediatePropagation();
  }, true);

  /* --- what a phone keeps for a cellar goes when its person goes --- */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-logout]")) return;
    const waiting = document.body.dataset.waiting;
    if (waiting && !form.dataset.warned) {
      form.dataset.warned = "1";
      event.preventDefault();
      event.stopImmediatePropagation();
      window.aftersales.toast(words().unsent.replace("%(n)s", waiting), "warning");
      return;
    }
    if (form.dataset.cleared) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    forget(document.body.dataset.user || "").catch(() => {}).then(() => {
      form.dataset.cleared = "1";
      form.requestSubmit();
    });
  }, true);

  /* The own acts that were not sent go; those of another person on this device wait for them. */
  async function forget(user) {
    if (window.caches) await caches.delete("phone");
    if (!(await indexedDB.databases()).some((d) => d.name === "phone")) return;
    const db = await new Promise((done, failed) => {
      const asked = indexedDB.open("phone", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("acts", { keyPath: "id", autoIncrement: true });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    const left = await new Promise((done, failed) => {
      let others = 0;
      const work = db.transaction("acts", "readwrite");
      work.objectStore("acts").openCursor().onsuccess = ({ target: { result: at } }) => {
        if (!at) return;
        if (at.value.user === user) at.delete();
        else others += 1;
        at.continue();
      };
      work.oncomplete = () => done(others);
      work.onerror = () => failed(work.error);
    });
    db.close();
    if (!left) indexedDB.deleteDatabase("phone");
  }

  /* Somebody else signed in here: the pages kept for the one before are not theirs to see. */
  const here = document.body.dataset.user;
  if (here && localStorage.getItem("phone-of") !== here) {
    if (window.caches) caches.delete("phone");
    localStorage.setItem("phone-of", here);
  }
})();
