// Saves each tick of components/_checklist.html at once. When that fails the tick stays on the screen, the
// page says so, and the button of the form, which works without script, comes back. A tick that failed is sent
// by itself when there is internet again.
// Hook: <form data-tick> with data-tick-status and data-tick-button; data-tick-note in the line of an item.
// A components/_progress_sentence.html in the same <section> counts along, as do data-all-done beside it (shown when
// nothing is left) and, around a data-stop-list, the data-stop-done of its <details>.
(() => {
  const SLOW = 1000;
  const OFFLINE = "Je hebt nu geen internet. Heb je weer internet? Dan bewaren we je vinkje meteen.";

  const say = (form, text, isWrong = false) => {
    const status = form.querySelector("[data-tick-status]");
    status.setAttribute("role", isWrong ? "alert" : "status");
    status.classList.toggle("field-error", isWrong);
    status.textContent = text;
  };

  const send = async (form, box) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("item", box.value);
    body.set("checked", box.checked ? "1" : "0");
    // A redirect is the login page: then nothing was saved. `keepalive` lets a tick outlive the page.
    const answer = await fetch(form.action, {
      method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", keepalive: true,
    });
    if (!answer.ok) {
      throw new Error(`Answer ${answer.status}`);
    }
    return answer.json();
  };

  const showSaved = (form, box, { status, done, note }) => {
    const line = box.closest("li").querySelector("[data-tick-note]");
    line.textContent = box.checked ? note || "Klaar." : line.dataset.tickOpen || "";
    delete line.dataset.unsaved;
    const progress = form.closest("section")?.querySelector("[data-progress]");
    if (progress && done !== undefined) {
      progress.querySelector("[data-progress-done]").textContent = done;
      progress.querySelector("progress").value = done;
      const ready = progress.parentElement.querySelector("[data-all-done]");
      if (ready) {
        ready.hidden = done < progress.querySelector("progress").max;
      }
    }
    const stop = form.closest("[data-stop-list]")?.closest("details")?.querySelector("[data-stop-done]");
    if (stop && done !== undefined) {
      stop.textContent = done;
    }
    say(form, status);
  };

  // What stands below a tick may not say that it counts, or that it does not: that is not known.
  const showUnsaved = (box) => {
    const line = box.closest("li").querySelector("[data-tick-note]");
    line.textContent = "Nog niet bewaard.";
    line.dataset.unsaved = "";
  };

  // Sends every tick that is not saved yet, so that one that failed goes along with the next.
  const save = async (form, unsaved, button) => {
    const slow = setTimeout(() => say(form, "Bezig met bewaren…"), SLOW);
    try {
      for (const box of unsaved) {
        unsaved.delete(box); // ticked again while we wait, it comes back in
        await send(form, box).then(
          (answer) => showSaved(form, box, answer),
          (error) => { unsaved.add(box); showUnsaved(box); throw error; },
        );
      }
      button.hidden = true;
    } catch {
      button.hidden = false;
      const again = `Bewaren lukt nu niet. Druk op '${button.textContent.trim()}'.`;
      say(form, navigator.onLine ? again : OFFLINE, true);
    } finally {
      clearTimeout(slow);
    }
  };

  for (const form of document.querySelectorAll("form[data-tick]")) {
    const button = form.querySelector("[data-tick-button]");
    const unsaved = new Set();
    let queue = Promise.resolve(); // one after the other: a quick second tick may not overtake the first
    button.hidden = true;
    form.addEventListener("change", ({ target }) => {
      unsaved.add(target);
      queue = queue.then(() => save(form, unsaved, button));
    });
    addEventListener("online", () => {
      queue = queue.then(() => unsaved.size && save(form, unsaved, button));
    });
  }
})();
