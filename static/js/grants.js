/* The rights of a duty: one more row, and only the limits the chosen right knows. */
(() => {
  "use strict";
  const limitsOf = (input) => {
    const option = [...document.querySelectorAll("#capabilities option")].find((o) => o.value === input.value);
    return option ? option.dataset.limits.split(" ").filter(Boolean) : null;
  };

  function fit(row) {
    const input = row.querySelector("[data-capability]");
    const known = limitsOf(input) || (input.value ? null : []);
    const box = row.querySelector("[data-limits]");
    if (!box || known === null) return; // an unknown right keeps what the server showed
    box.hidden = known.length === 0;
    for (const part of box.querySelectorAll("[data-limit]")) {
      const name = part.dataset.limit;
      part.hidden = name === "unlimited" ? known.length === 0 : !known.includes(name);
      if (part.hidden) for (const field of part.querySelectorAll("input")) {
        if (field.type === "checkbox") field.checked = false;
        else field.value = "";
      }
    }
  }

  function start(root) {
    const list = root.querySelector("[data-grants]");
    if (!list || list.dataset.ready) return;
    list.dataset.ready = "1";
    const form = list.closest("form");
    const total = form.querySelector("[name='grants-TOTAL_FORMS']");
    const add = form.querySelector("[data-grant-add]");
    list.querySelectorAll("[data-grant]").forEach(fit);
    list.addEventListener("input", (event) => {
      if (event.target.matches("[data-capability]")) fit(event.target.closest("[data-grant]"));
    });
    add.hidden = false;
    add.addEventListener("click", () => {
      const blank = form.querySelector("[data-grant-template]").innerHTML;
      list.insertAdjacentHTML("beforeend", blank.replaceAll("__prefix__", total.value));
      total.value = Number(total.value) + 1;
      const row = list.lastElementChild;
      fit(row);
      row.querySelector("[data-capability]").focus();
    });
  }

  htmx.onLoad(start);
  start(document);
})();
