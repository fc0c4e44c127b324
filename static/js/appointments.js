// The appointment form: a slot of the day's list goes into the time field.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const slot = event.target.closest?.("[data-slot-at]");
    const field = document.getElementById("id_slot_at");
    if (!slot || !field) return;
    field.value = slot.dataset.slotAt;
    document.querySelectorAll("[data-slot-at]").forEach((other) => other.toggleAttribute("aria-pressed", false));
    slot.setAttribute("aria-pressed", "true");
    field.focus();
  });
})();
