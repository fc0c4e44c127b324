/* What scrolls sideways can be reached and scrolled by keyboard too. */
(() => {
  "use strict";
  function reach() {
    for (const place of document.querySelectorAll("main :is(div, table, ul, section, nav), .sheet table")) {
      const wide = place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight;
      const scrolls = wide && /auto|scroll/.test(getComputedStyle(place).overflow);
      if (scrolls && !place.hasAttribute("tabindex")) {
        place.tabIndex = 0;
        place.dataset.scrolls = "";
      } else if (!scrolls && "scrolls" in place.dataset) {
        place.removeAttribute("tabindex");
        delete place.dataset.scrolls;
      }
    }
  }
  /* A day's book opens at the present hour. */
  const now = document.querySelector(".book-now");
  if (now) now.closest(".book-wrap").scrollTop = now.offsetTop - 120;

  let soon = 0;
  const later = () => { cancelAnimationFrame(soon); soon = requestAnimationFrame(reach); };
  window.addEventListener("resize", later);
  document.addEventListener("htmx:afterSettle", later);
  later();
})();
