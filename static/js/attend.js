// Saves each tap on the list at the door at once, without leaving the page. When that fails the form goes out as it
// does without script, so a tap is never lost in silence.
// Hook: <form data-attend> with a button per answer; [data-attend-status] says how many are there.
(() => {
  const status = document.querySelector("[data-attend-status]");

  for (const form of document.querySelectorAll("form[data-attend]")) {
    form.addEventListener("submit", async (event) => {
      const button = event.submitter;
      if (!button) {
        return;
      }
      event.preventDefault();
      const body = new FormData(form, button);
      try {
        const answer = await fetch(form.action, {
          method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", keepalive: true,
        });
        if (!answer.ok) {
          throw new Error(`Answer ${answer.status}`);
        }
        status.textContent = (await answer.json()).status;
        for (const other of form.querySelectorAll("[aria-pressed]")) {
          other.setAttribute("aria-pressed", String(other === button));
        }
      } catch {
        const said = document.createElement("input");
        Object.assign(said, { type: "hidden", name: button.name, value: button.value });
        form.append(said);
        form.submit();
      }
    });
  }
})();
