/* The board by keyboard: pick a card up, move it with the arrows, drop it or put it back. */
(() => {
  "use strict";
  const STEP = 15 * 60000;
  const { fill, span } = window.boardCards;

  /* `board` gives: calendar, bays(), says, hint(place), drop(event, place), open(event), take(card). */
  window.boardKeys = (box, board) => {
    let picked = null; // {event, start, end, bay, from} while a card is in the air

    const say = (text) => {
      document.getElementById("board-hint").textContent = text;
    };
    const cardOf = (id) => box.querySelector(`[data-slot="${id}"]`);
    const focus = (id) => requestAnimationFrame(() => requestAnimationFrame(() => cardOf(id)?.focus()));

    function show() {
      const { event, start, end, bay } = picked;
      board.calendar.updateEvent({ ...event, start, end, resourceIds: [bay], extendedProps: { ...event.extendedProps, span: span(start, end) } });
      focus(event.id);
    }

    async function told() {
      const now = picked;
      const place = { bay: now.bay, start: now.start, end: now.end };
      say(fill(board.says.at, { bay: board.bayName(now.bay), span: span(now.start, now.end) }));
      const found = await board.check(now.event, place);
      if (picked === now) board.hint(place, found);
    }

    function pick(event) {
      if (!board.may || !event.editable) return;
      picked = { event, start: new Date(event.start), end: new Date(event.end), bay: event.resourceIds[0], from: event };
      board.hold(true);
      cardOf(event.id)?.classList.add("is-picked");
      say(fill(board.says.picked, { plate: event.extendedProps.plate }));
    }

    function back(quiet) {
      if (!picked) return;
      const { from } = picked;
      picked = null;
      board.calendar.updateEvent(from);
      board.hold(false);
      board.hint(null);
      focus(from.id);
      if (!quiet) say(board.says.back);
    }

    function move(key, shift) {
      const bays = board.bays();
      const at = bays.indexOf(picked.bay);
      const next = { ...picked };
      const by = key === "ArrowLeft" ? -STEP : key === "ArrowRight" ? STEP : 0;
      if (by && shift) next.end = new Date(Math.max(+next.end + by, +next.start + STEP));
      else if (by) [next.start, next.end] = [new Date(+next.start + by), new Date(+next.end + by)];
      if (key === "ArrowUp") next.bay = bays[Math.max(0, at - 1)];
      if (key === "ArrowDown") next.bay = bays[Math.min(bays.length - 1, at + 1)];
      picked = next;
      show();
      told();
    }

    async function drop() {
      const { event, from, start, end, bay } = picked;
      const same = +start === +from.start && +end === +from.end && bay === from.resourceIds[0];
      if (same) {
        back();
        return;
      }
      picked = null;
      board.hint(null);
      await board.drop({ ...event, start, end, resourceIds: [bay] }, () => board.calendar.updateEvent(from));
      board.hold(false);
      focus(event.id);
    }

    box.addEventListener("keydown", (key) => {
      const held = key.target.closest("[data-slot]");
      if (!held) return;
      const event = board.calendar.getEventById(held.dataset.slot);
      const arrow = key.key.startsWith("Arrow");
      if (!picked && (key.key === " " || (arrow && board.may))) {
        key.preventDefault();
        pick(event);
        if (picked && arrow) move(key.key, key.shiftKey);
      } else if (!picked && key.key === "Enter") {
        key.preventDefault();
        board.open(event);
      } else if (!picked && key.key === "Delete" && board.may) {
        key.preventDefault();
        board.withdraw(event);
      } else if (picked && arrow) {
        key.preventDefault();
        move(key.key, key.shiftKey);
      } else if (picked && (key.key === "Enter" || key.key === " ")) {
        key.preventDefault();
        drop();
      } else if (picked && key.key === "Escape") {
        key.preventDefault();
        back();
      }
    });

    /* a card of the tray: Enter asks for the place, S for suggestions */
    document.addEventListener("keydown", (key) => {
      const card = key.target.matches?.("[data-card]") ? key.target : null;
      if (!card || key.ctrlKey || key.metaKey || key.altKey) return;
      if (key.key === "Enter" || key.key === " ") {
        key.preventDefault();
        board.take(card);
      }
    });
    return { pick, back };
  };
})();
