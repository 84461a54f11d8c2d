// Moves the lines of a sjabloon without leaving the page: by dragging, and with the buttons Omhoog and Omlaag.
// Both send what the buttons send without script, "part:place", and show the page that comes back, so that every
// button leads to the right place again. When that fails, the line goes back and the page says so.
// Hooks: <form data-reorder>, <p role="status" data-reorder-status> outside it; data-part, data-lines and
// data-line="address" in templates/toolbox/_parts.html; data-move on a button.
(() => {
  const EDGE = 60, STEP = 12; // pixels: near the edge of the window the page scrolls along
  const FAILED = "Verplaatsen lukt nu niet. Alles staat weer op de oude plek. Probeer het opnieuw.";
  const form = document.querySelector("form[data-reorder]");
  const status = document.querySelector("[data-reorder-status]");
  let isBusy = false;
  if (!form) {
    return; // a sjabloon to read
  }

  const say = (text, isWrong = false) => {
    status.setAttribute("role", isWrong ? "alert" : "status");
    status.className = isWrong ? "message message-error" : "visually-hidden";
    status.textContent = text;
  };

  // Sends a move and shows the answer. Returns whether that worked; then every element of the form is new.
  const send = async (address, target) => {
    isBusy = true;
    form.setAttribute("aria-busy", "true");
    try {
      const body = new FormData();
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.set("naar", target);
      const answer = await fetch(address, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("form[data-reorder]");
      if (!answer.ok || !fresh) { // without the form it is another page, such as the one to log in
        throw new Error(`Answer ${answer.status}`);
      }
      form.replaceChildren(...fresh.childNodes);
      addHandles();
      return true;
    } catch {
      say(FAILED, true);
      return false;
    } finally {
      isBusy = false;
      form.removeAttribute("aria-busy");
    }
  };

  const sayPlace = (line) => {
    const lines = [...line.parentElement.children];
    const part = line.closest("[data-part]").querySelector("h2").textContent.trim();
    say(`Verplaatst naar plek ${lines.indexOf(line) + 1} van ${lines.length} in ${part}.`);
  };

  const showMoved = (id) => {
    const line = document.getElementById(id);
    line.classList.add("just-moved");
    sayPlace(line);
    return line;
  };

  // --- Buttons: the focus stays on the same button of the same line or part

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button?.dataset.move) {
      return;
    }
    event.preventDefault();
    if (isBusy) {
      return;
    }
    const { id } = button.closest("[data-line], [data-part]");
    const isLine = button.closest("[data-line]") !== null;
    const move = button.dataset.move;
    if (await send(button.formAction, button.value)) {
      const moved = isLine ? showMoved(id) : document.getElementById(id);
      const buttons = moved.querySelectorAll(isLine ? "[data-move]" : ".part-head [data-move]");
      const same = [...buttons].find((one) => one.dataset.move === move) ?? buttons[0] ?? moved;
      same.focus();
      if (!isLine) {
        say("Het deel is verplaatst.");
      }
    }
  });

  // --- Dragging by the handle, with a mouse, a pen or a finger

  let drag = null; // { line, parent, next, at }: what is dragged, where it came from, where the pointer is

  const addHandles = () => {
    for (const line of form.querySelectorAll("[data-line]")) {
      const handle = document.createElement("span");
      handle.className = "drag-handle";
      handle.title = "Sleep deze regel naar een andere plek";
      handle.setAttribute("aria-hidden", "true"); // the buttons do the same for a keyboard and a screen reader
      line.prepend(handle);
    }
  };

  // The list of a part; a part without lines gets one to drop into.
  const listOf = (part) => {
    let list = part.querySelector("[data-lines]");
    if (!list) {
      list = document.createElement("ol");
      list.className = "item-list template-lines drop-here";
      list.dataset.lines = "";
      part.querySelector(".part-head").after(list);
    }
    return list;
  };

  const follow = (x, y) => {
    const below = document.elementFromPoint(x, y);
    const over = below?.closest("[data-line]");
    const part = below?.closest("[data-part]");
    if (over === drag.line || !part || !form.contains(part)) {
      return;
    }
    if (over) {
      const { top, height } = over.getBoundingClientRect();
      over[y < top + height / 2 ? "before" : "after"](drag.line);
    } else {
      const list = listOf(part);
      const isAbove = y < list.getBoundingClientRect().top;
      list[isAbove ? "prepend" : "append"](drag.line);
    }
  };

  // As long as a line is held near the edge of the window, also when the pointer stays where it is.
  const scrollAlong = () => {
    if (!drag) {
      return;
    }
    const { x, y } = drag.at;
    const step = y < EDGE ? -STEP : y > innerHeight - EDGE ? STEP : 0;
    if (step) {
      scrollBy({ top: step, behavior: "instant" });
      follow(x, Math.min(Math.max(y, 1), innerHeight - 1));
    }
    requestAnimationFrame(scrollAlong);
  };

  const putBack = ({ line, parent, next }) => parent.insertBefore(line, next);

  const stop = () => {
    const ended = drag;
    drag = null;
    ended.line.classList.remove("is-dragging");
    for (const list of form.querySelectorAll(".drop-here:empty")) {
      list.remove();
    }
    return ended;
  };

  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".drag-handle");
    if (!handle || isBusy || drag || event.button) {
      return;
    }
    event.preventDefault();
    const line = handle.closest("[data-line]");
    const at = { x: event.clientX, y: event.clientY };
    drag = { line, parent: line.parentElement, next: line.nextElementSibling, at };
    line.classList.add("is-dragging");
    scrollAlong();
  });

  addEventListener("pointermove", (event) => {
    if (drag) {
      drag.at = { x: event.clientX, y: event.clientY };
      follow(event.clientX, event.clientY);
    }
  });

  addEventListener("pointerup", async () => {
    if (!drag) {
      return;
    }
    const ended = stop();
    const { line, parent, next } = ended;
    if (line.parentElement === parent && line.nextElementSibling === next) {
      return;
    }
    const place = [...line.parentElement.children].indexOf(line) + 1;
    if (await send(line.dataset.line, `${line.closest("[data-part]").dataset.part}:${place}`)) {
      showMoved(line.id).focus({ preventScroll: true });
    } else {
      putBack(ended);
    }
  });

  const giveUp = () => {
    if (drag) {
      putBack(stop());
    }
  };
  addEventListener("pointercancel", giveUp);
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") {
      giveUp();
    }
  });

  addHandles();
})();
