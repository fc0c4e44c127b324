/* Requests: the whole site is boosted onto #main, and no answer is ever silent. */
(() => {
  "use strict";
  const words = () => document.getElementById("words").dataset;
  const main = () => document.getElementById("main");
  const BY_HAND = ["click", "submit", "change", "input", "keyup", "search", "drop"];

  /* --- messages --- */
  function toast(text, kind = "info") {
    for (const old of document.querySelectorAll("#toasts > .toast-note")) {
      if (old.querySelector("span").textContent === text) old.remove();
    }
    const note = document.createElement("div");
    note.className = `toast-note toast-${kind}`;
    if (kind === "error" || kind === "warning") note.setAttribute("role", "alert");
    const span = document.createElement("span");
    span.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "toast-close";
    close.dataset.dismiss = "";
    close.setAttribute("aria-label", words().close);
    close.textContent = "×";
    note.append(span, close);
    document.getElementById("toasts").append(note);
    fade(note);
    return note;
  }

  function fade(note) {
    note.dataset.seen = "1";
    if (/toast-(success|info|debug)/.test(note.className)) setTimeout(() => note.remove(), 6000);
  }

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-dismiss]");
    if (close) close.closest(".toast-note").remove();
  });

  /* --- one request per press --- */
  const buttonsOf = (form) =>
    [...form.elements].filter((el) => el.type === "submit" && !el.hasAttribute("aria-disabled"));

  function lock(form) {
    form.dataset.busy = "1";
    for (const button of buttonsOf(form)) {
      button.setAttribute("aria-disabled", "true");
      button.dataset.locked = "1";
    }
  }

  function release(form) {
    delete form.dataset.busy;
    delete form.dataset.sending;
    for (const button of form.elements) {
      button.classList.remove("is-busy");
      if (!button.dataset.locked) continue;
      button.removeAttribute("aria-disabled");
      delete button.dataset.locked;
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method") === "dialog" || form.matches("[data-login-form]")) return;
    if (form.dataset.busy) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (event.submitter) event.submitter.classList.add("is-busy");
    form.dataset.busy = "1";
    setTimeout(() => {
      if (event.defaultPrevented && !form.dataset.sending) release(form);
      else lock(form);
      if (!event.defaultPrevented) setTimeout(() => release(form), 8000); // a download stays here
    }, 0);
  }, true);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-busy]").forEach(release));

  /* --- htmx: one navigation at a time --- */
  let navigation = null; // the boosted request under way: {xhr, verb}
  let waiting = 0;

  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, verb } = event.detail;
    if (verb !== "get") headers["X-CSRFToken"] = document.body.dataset.csrf;
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { boosted, requestConfig, xhr, elt } = event.detail;
    if (document.hidden && !requestConfig.triggeringEvent) {
      event.preventDefault(); // nobody looks: no polling
      return;
    }
    if (boosted) {
      if (navigation && navigation.verb !== "get") {
        event.preventDefault(); // what is being saved comes first
        return;
      }
      navigation = { xhr, verb: requestConfig.verb };
    }
    const form = elt.closest("form");
    if (form && requestConfig.verb !== "get") form.dataset.sending = "1";
    waiting += 1;
    document.body.classList.add("is-loading");
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, elt } = event.detail;
    if (navigation && navigation.xhr === xhr) navigation = null;
    const form = elt.closest("form");
    if (form && form.dataset.sending) release(form);
    waiting = Math.max(0, waiting - 1);
    if (!waiting) document.body.classList.remove("is-loading");
  });

  /* --- every answer is visible; only what the page asks by itself may fail quietly --- */
  function byHand(detail) {
    const cause = detail.requestConfig.triggeringEvent;
    return Boolean(cause) && BY_HAND.includes(cause.type);
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = event.detail;
    const { status } = detail.xhr;
    if (detail.boosted && navigation && navigation.xhr !== detail.xhr) {
      detail.shouldSwap = false; // a later press has gone elsewhere
      return;
    }
    const whole = /id="main"/.test(detail.serverResponse);
    if (status === 401) {
      detail.shouldSwap = false;
      if (byHand(detail)) {
        document.dispatchEvent(new CustomEvent("login-needed", { detail: detail.requestConfig }));
      }
      return;
    }
    if (status >= 400) {
      const fragment = !detail.boosted && detail.requestConfig.verb === "get";
      if (!whole || fragment) {
        detail.shouldSwap = false; // the page stays as it is
        if (byHand(detail)) toast(refusalText(detail), "error");
        return;
      }
    }
    if (status === 204) return;
    if (detail.boosted && !whole) {
      detail.shouldSwap = false; // a print, a download, the admin: leave the frame
      location.assign(detail.xhr.responseURL || detail.pathInfo.finalRequestPath);
      return;
    }
    if (detail.boosted || (whole && status >= 400)) {
      adopt(detail.serverResponse);
      detail.target = main();
      detail.selectOverride = "#main";
      detail.swapOverride = status >= 400 ? "outerHTML show:none" : "outerHTML show:window:top";
    }
  });

  /* Take over what a whole page brings beside its main: scripts, styles, messages. */
  function adopt(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const parts = (root) => [...root.querySelectorAll("script[src], link[rel=stylesheet]")];
    const here = new Set(parts(document).map((el) => el.src || el.href));
    const scripts = [];
    for (const el of parts(page)) {
      if (here.has(el.src || el.href)) continue;
      const copy = document.createElement(el.localName);
      if (el.src) {
        copy.src = el.src;
        copy.async = false; // in the order of the page
        scripts.push(new Promise((done) => copy.addEventListener("load", done, { once: true })));
      } else {
        copy.rel = "stylesheet";
        copy.href = el.href;
      }
      document.head.append(copy);
    }
    if (scripts.length) Promise.all(scripts).then(() => htmx.trigger(main(), "htmx:load"));
    document.getElementById("toasts").append(...page.querySelectorAll("#toasts > .toast-note"));
  }

  function refusalText(detail) {
    const status = detail.xhr.status;
    const type = detail.xhr.getResponseHeader("Content-Type") || "";
    if (type.includes("html")) {
      const page = new DOMParser().parseFromString(detail.serverResponse, "text/html");
      const said = page.querySelector("[data-refusal]") || page.querySelector("h1");
      if (said && said.textContent.trim()) return said.textContent.trim();
    } else if (type.includes("plain") && detail.serverResponse.length < 400) {
      return detail.serverResponse;
    }
    return `${status >= 500 ? words().failed : words().refused} (${status})`;
  }

  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    if (event.detail.xhr.status < 400 || event.detail.requestConfig.verb === "get") return;
    event.detail.history.type = "replace"; // a refused form keeps the address of its page
    event.detail.history.path = location.pathname + location.search;
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (byHand(event.detail)) toast(words().offline, "error");
  });
  document.addEventListener("htmx:sendAbort", (event) => {
    const { requestConfig } = event.detail; // a search that is typed further breaks off the last one
    if (requestConfig.verb !== "get" && byHand(event.detail)) toast(words().offline, "error");
  });
  document.addEventListener("htmx:timeout", (event) => {
    if (byHand(event.detail)) toast(words().timeout, "error");
  });
  window.addEventListener("offline", () => toast(words().netOff, "warning"));
  window.addEventListener("online", () => toast(words().netOn, "success"));

  /* --- after a page has changed --- */
  document.addEventListener("htmx:afterSwap", (event) => {
    const page = main();
    if (!page || event.detail.target.id !== "main") return;
    const title = page.querySelector("h1");
    if (title) document.title = `${title.textContent.trim()} · ${document.body.dataset.site}`;
    markMenu();
    const wrong = event.detail.xhr.status >= 400 && page.querySelector("[aria-invalid=true], .notice-late");
    if (wrong) {
      if (wrong.matches(".notice-late")) wrong.tabIndex = -1;
      wrong.focus();
      wrong.scrollIntoView({ block: "center" });
    } else if (!page.contains(document.activeElement)) {
      page.focus({ preventScroll: true });
    }
    document.getElementById("announce").textContent = title ? title.textContent.trim() : "";
  });

  function markMenu() {
    const links = [...document.querySelectorAll("[data-nav]")];
    const here = location.pathname;
    const fits = (link) => {
      const path = new URL(link.href).pathname;
      return path === here || (path !== "/" && here.startsWith(path));
    };
    const best = Math.max(0, ...links.filter(fits).map((link) => new URL(link.href).pathname.length));
    for (const link of links) {
      if (fits(link) && new URL(link.href).pathname.length === best) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  new MutationObserver(() =>
    document.querySelectorAll("#toasts > .toast-note:not([data-seen])").forEach(fade)
  ).observe(document.getElementById("toasts"), { childList: true });
  document.querySelectorAll("#toasts > .toast-note").forEach(fade);

  window.aftersales = { toast, words };
})();
