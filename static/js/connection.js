// Without internet a form is not sent: the page stays, with what was typed in it, and says so at the button. What
// somebody wrote would be lost on the error page of the browser. Nothing is kept on the phone for this.
// Hook: every form in <main> that is posted, save <form data-autosave>, which says so itself.
// A form with a text to write asks first whether the site answers: a phone with a signal always says it has internet.
(() => {
  const LONGEST = 10000;
  const WORDS = "Je hebt nu geen internet. Er is niets verstuurd. Alles staat nog in dit scherm.";
  const probe = document.currentScript.src;

  const isReached = async () => {
    try {
      await fetch(probe, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(LONGEST) });
      return true;
    } catch {
      return false;
    }
  };

  const say = (form, button) => {
    const words = button?.textContent.trim();
    const again = words ? `Druk opnieuw op '${words}'` : "Probeer het opnieuw";
    let said = form.querySelector("[data-connection]");
    if (!said) {
      said = document.createElement("p");
      said.dataset.connection = "";
      said.className = "field-error";
      said.setAttribute("role", "alert");
    }
    (button?.closest(".actions") ?? button ?? form.lastElementChild).before(said);
    said.textContent = `${WORDS} ${again} als je weer internet hebt.`;
  };

  for (const form of document.querySelectorAll("main form[method=post]:not([data-autosave])")) {
    let mayGo = false;
    let isAsking = false;
    form.addEventListener("submit", async (event) => {
      const { submitter } = event;
      if (mayGo || (navigator.onLine && !form.querySelector("textarea"))) {
        return;
      }
      event.preventDefault();
      if (isAsking) {
        return;
      }
      isAsking = true;
      mayGo = navigator.onLine && (await isReached());
      isAsking = false;
      if (mayGo) {
        form.querySelector("[data-connection]")?.remove();
        form.requestSubmit(submitter);
      } else {
        say(form, submitter);
      }
    });
    addEventListener("pageshow", () => { mayGo = false; }); // back on the page, from the next one
  }
})();
