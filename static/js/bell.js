/* The bell: asks every few seconds whether something rang, and rings the screen or the phone. */
(() => {
  "use strict";
  const place = document.querySelector("[data-bell]");
  if (!place) return;
  const EVERY = 15000;
  const SILENT = "bell-silent";
  const seenKey = () => `bell-${document.body.dataset.user}`;
  const silent = () => localStorage.getItem(SILENT) === "1";
  let sound = null; // made at the first touch: browsers keep a page silent until then
  document.addEventListener("pointerdown", () => {
    sound ||= new AudioContext();
    if (sound.state === "suspended") sound.resume();
  });

  function tone(from, hertz) {
    const source = sound.createOscillator();
    const volume = sound.createGain();
    source.frequency.value = hertz;
    volume.gain.setValueAtTime(0.2, sound.currentTime + from);
    volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + from + 0.4);
    source.connect(volume).connect(sound.destination);
    source.start(sound.currentTime + from);
    source.stop(sound.currentTime + from + 0.45);
  }

  function ring(text) {
    window.aftersales.toast(text, "warning");
    if (silent()) return;
    if (sound) [[0, 880], [0.25, 1175]].forEach(([from, hertz]) => tone(from, hertz));
    if (navigator.vibrate && navigator.userActivation?.hasBeenActive) navigator.vibrate([200, 100, 200]);
    if (document.hidden && window.Notification && Notification.permission === "granted") {
      new Notification(document.body.dataset.site, { body: text, tag: "bell" });
    }
  }

  async function look() {
    try {
      const answer = await fetch(place.dataset.bell, { headers: { "HX-Request": "true", "X-Watching": "1" } });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
    } catch (error) {
      place.dataset.missed = String(error); // the network is away; the next round tries again
      return;
    }
    const count = place.querySelector("[data-newest]");
    if (!count) return;
    const before = Number(sessionStorage.getItem(seenKey()) || 0);
    const newest = Number(count.dataset.newest);
    if (newest <= before) return;
    sessionStorage.setItem(seenKey(), String(newest));
    ring(count.dataset.text);
  }

  /* --- the page of the bell switches the sound, and asks to ring while it lies in the back --- */
  function dress(root) {
    const button = root.querySelector?.("[data-ring-switch]");
    if (!button) return;
    const say = () => { button.querySelector("span").textContent = silent() ? button.dataset.off : button.dataset.on; };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      localStorage.setItem(SILENT, silent() ? "0" : "1");
      if (!silent() && window.Notification && Notification.permission === "default") Notification.requestPermission();
      say();
    });
  }
  window.htmx.onLoad(dress);
  dress(document);

  look();
  setInterval(look, EVERY);
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "main") look();
  });
})();
