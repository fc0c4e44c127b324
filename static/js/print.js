/* The print button; the page also prints with Ctrl+P. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* A slip is as long as what stands on it: the roll of the printer is not wound on in vain. */
window.addEventListener("beforeprint", () => {
  const slip = document.querySelector(".paper-slip .sheet");
  if (!slip || !matchMedia("(min-width: 821px)").matches) return;
  const long = Math.ceil((slip.offsetHeight * 25.4) / 96) + 4;
  const rules = document.styleSheets[0];
  rules.insertRule(`@page slip { size: 80mm ${Math.max(long, 40)}mm; margin: 3mm; }`, rules.cssRules.length);
});
