/* Changing places: a digit or letters choose, six digits go at once, a scanner types the badge. */
(() => {
  "use strict";
  const root = document.querySelector("[data-switch-page]");
  if (!root) return;
  const pin = root.querySelector("[name=pin]");
  const badge = root.querySelector("[name=badge]");
  const people = [...root.querySelectorAll("[name=person]")];
  let typed = "";
  let timer = 0;

  const chosen = () => people.find((person) => person.checked);
  function choose(person) {
    person.checked = true;
    typed = "";
    pin.value = "";
    pin.focus();
  }

  if (pin && people.length) {
    (root.dataset.problem && chosen() ? pin : chosen() || people[0]).focus();
    if (!chosen()) people[0].checked = true;
    for (const person of people) {
      person.closest("label").addEventListener("click", () => setTimeout(() => choose(person), 0));
    }
    pin.addEventListener("input", () => {
      pin.value = pin.value.replace(/\D/g, "");
      if (pin.value.length === Number(pin.maxLength)) pin.form.requestSubmit();
    });
  } else if (badge) badge.focus();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "%" && badge) { // the first sign of every badge
      badge.value = "";
      badge.focus();
      return;
    }
    if (event.target === badge) return;
    if (event.target === pin) {
      if (event.key === "Escape" || (event.key === "Backspace" && !pin.value)) chosen()?.focus();
      return;
    }
    if (event.key === "Enter" && chosen() && !event.target.matches("a, button")) {
      event.preventDefault();
      pin.focus();
      return;
    }
    if (/^[1-9]$/.test(event.key) && people[event.key - 1]) {
      event.preventDefault();
      choose(people[event.key - 1]);
      return;
    }
    if (!/^[a-z]$/i.test(event.key)) return;
    typed += event.key.toLowerCase();
    clearTimeout(timer);
    timer = setTimeout(() => { typed = ""; }, 1500);
    const fitting = people.filter((person) => person.dataset.initials.startsWith(typed));
    if (fitting.length === 1) choose(fitting[0]);
    else if (fitting.length) { fitting[0].checked = true; fitting[0].focus(); }
  });

  const scanner = root.querySelector("[data-badge-camera]");
  const start = root.querySelector("[data-camera-start]");
  if (scanner && navigator.mediaDevices) {
    start.hidden = false;
    start.addEventListener("click", async () => {
      start.hidden = true;
      scanner.hidden = false;
      const video = scanner.querySelector("video");
      const say = (name) => { scanner.querySelector("[data-say]").textContent = scanner.dataset[name]; };
      try {
        video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
      } catch (error) {
        say("nocamera");
        return;
      }
      await video.play();
      const read = await window.qrReader(scanner);
      const canvas = document.createElement("canvas");
      while (root.isConnected) {
        const found = (await read(video, canvas).catch(() => [])).find((text) => text.startsWith("%"));
        if (found) {
          video.srcObject.getTracks().forEach((track) => track.stop());
          badge.value = found;
          badge.form.requestSubmit();
          return;
        }
        await new Promise((done) => setTimeout(done, 150));
      }
    });
  }
})();
