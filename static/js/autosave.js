// Saves a form while somebody types: two seconds after the last key, or at once on leaving a field. The server
// stores what it can read; the rest stays in its field. What went wrong is said below the field one is in.
// Hook: <form data-autosave> with hidden fields `seen` and `autosaved`; [data-autosave-status] shows the last save,
// [data-autosave-spoken] says it, [data-autosave-problem] holds an alert and the ways out (data-for="failed").
(() => {
  const PAUSE = 2000;
  const SLOW = 1000;
  const SILENCE = 30000; // a screen reader hears of a save no more often than this
  const LONGEST = 20000;
  const TRY_AGAIN = [1000, 2000, 4000];
  const PROBLEMS = {
    failed: "Bewaren lukt nu niet. Je tekst staat nog in dit scherm. Probeer het opnieuw.",
    login: "Je bent niet meer ingelogd. Je tekst staat nog in dit scherm. Log in, en probeer het hier opnieuw.",
  };
  const wait = (time) => new Promise((done) => { setTimeout(done, time); });
  const isBox = (field) => field.matches("[type=checkbox], [type=radio]");
  const isTyped = (field) => field.matches("input:not([type=hidden]), textarea");
  const isChanged = (field) =>
    isTyped(field) && (isBox(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

  class LoggedOut extends Error {}

  class Autosave {
    constructor(form) {
      this.form = form;
      this.status = document.querySelector("[data-autosave-status]");
      this.spoken = document.querySelector("[data-autosave-spoken]");
      this.problem = form.querySelector("[data-autosave-problem]");
      this.queue = Promise.resolve(""); // one save after the other: a later one knows what the earlier one stored
      this.saying = "";
      this.listen();
    }

    listen() {
      this.form.addEventListener("input", ({ target }) => this.later(target, PAUSE));
      this.form.addEventListener("change", ({ target }) => this.later(target, 0));
      this.form.addEventListener("submit", (event) => this.holdUp(event));
      this.problem.querySelector("[type=button]").addEventListener("click", () => this.save());
      document.addEventListener("visibilitychange", () => { if (document.hidden) this.save(); });
      addEventListener("pageshow", ({ persisted }) => {
        this.isSending = false;
        if (persisted && !this.hasChanges()) location.reload(); // stored since, perhaps by this very form
      });
      if (this.hasChanges()) this.later(document.activeElement, PAUSE); // typed before this script was there
    }

    hasChanges() {
      return Boolean(this.unanswered) || [...this.form.elements].some(isChanged);
    }

    later(field, time) {
      this.field = field;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), time);
    }

    // Gives how it ended: "" when all that can be read is stored, or the name of a problem.
    save() {
      clearTimeout(this.timer);
      this.queue = this.queue.then(() => this.saveChanges());
      return this.queue;
    }

    async saveChanges() {
      let ended = this.saying;
      // First what was sent before without an answer: perhaps it was stored, and then it must not clash with itself.
      for (let round = this.unanswered ? 2 : 1; round && this.hasChanges(); round -= 1) {
        const slow = setTimeout(() => this.show("Bezig met bewaren…"), SLOW);
        try {
          ended = await this.send();
        } catch (error) {
          this.show("Nog niet bewaard.");
          return this.tell(error instanceof LoggedOut ? "login" : "failed");
        } finally {
          clearTimeout(slow);
        }
      }
      return ended;
    }

    async send() {
      this.unanswered ||= {
        body: new FormData(this.form),
        fields: [...this.form.elements].map((field) => [field, field.value, field.checked]),
      };
      const { body, fields } = this.unanswered;
      const answer = await this.post(body);
      this.unanswered = null;
      const unsaved = new Set(answer.unsaved);
      for (const [field, value, checked] of fields) {
        if (isTyped(field) && !unsaved.has(field.name)) {
          if (isBox(field)) field.defaultChecked = checked; else field.defaultValue = value;
        }
      }
      this.form.elements.seen.value = answer.seen;
      this.form.elements.autosaved.value = "1";
      if (!unsaved.size) this.form.dataset.leave = "";
      this.show(answer.status);
      this.say(answer.status);
      return this.tell(answer.clash && "clash", `${answer.clash}. Je tekst staat nog in dit scherm.`);
    }

    async post(body, tried = 0) {
      try {
        return await this.request(body);
      } catch (error) {
        if (error instanceof LoggedOut || tried === TRY_AGAIN.length) throw error;
        await wait(TRY_AGAIN[tried]);
        return this.post(body, tried + 1);
      }
    }

    async request(body) {
      body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      const answer = await this.fetch({ method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status === 403) await this.renewToken(); // after logging in again the old one no longer counts
      if (!answer.ok) throw new Error(`Answer ${answer.status}`);
      return answer.json();
    }

    async renewToken() {
      const page = new DOMParser().parseFromString(await (await this.fetch({})).text(), "text/html");
      const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
      for (const input of token ? document.querySelectorAll("[name=csrfmiddlewaretoken]") : []) input.value = token;
    }

    async fetch(options) {
      const answer = await fetch(this.form.action, {
        redirect: "manual", signal: AbortSignal.timeout(LONGEST), ...options,
      });
      if (answer.type === "opaqueredirect") throw new LoggedOut(); // to the page for logging in
      return answer;
    }

    // A button waits until the typing is stored. When that fails the page stays, and so does the text.
    async holdUp(event) {
      if (this.isSending) return;
      const isBusy = this.waiting || this.hasChanges();
      if (!isBusy) return;
      event.preventDefault();
      if (this.waiting) return;
      this.field = event.submitter?.closest(".actions") || this.field;
      this.waiting = true;
      const ended = await this.save();
      this.waiting = false;
      if (!["failed", "login"].includes(ended)) {
        this.isSending = true;
        this.form.requestSubmit(event.submitter);
      }
    }

    show(text) {
      this.status.textContent = text;
    }

    say(text) {
      if (!(Date.now() - this.saidAt < SILENCE)) {
        this.saidAt = Date.now();
        this.spoken.textContent = text;
      }
    }

    // The alert stands where one is looking: below the field, or above the button that was pressed.
    tell(kind, text = PROBLEMS[kind]) {
      const box = this.problem;
      const alert = box.querySelector("[role=alert]");
      this.saying = kind || "";
      if (kind && (box.hidden || alert.textContent !== text)) {
        for (const way of box.querySelectorAll("[data-for]")) way.hidden = !way.dataset.for.split(" ").includes(kind);
        if (this.field?.matches(".actions")) this.field.before(box); else this.field?.closest(".field")?.after(box);
        box.hidden = false;
        alert.textContent = text;
      } else if (!kind) {
        box.hidden = true;
        alert.textContent = "";
      }
      return this.saying;
    }
  }

  for (const form of document.querySelectorAll("form[data-autosave]")) {
    new Autosave(form);
  }
})();
