// Words left below a text field with a limit: seen at once, spoken after a pause in typing.
// Hook: <textarea data-counter-words="150" id="x"> and <p data-counter-for="x">.
(() => {
  const PAUSE = 1000;

  const sentence = (left) => {
    const words = Math.abs(left) === 1 ? "1 woord" : `${Math.abs(left)} woorden`;
    return left < 0 ? `Je tekst is ${words} te lang.` : `Je kunt nog ${words} schrijven.`;
  };

  for (const rule of document.querySelectorAll("[data-counter-for]")) {
    const field = document.getElementById(rule.dataset.counterFor);
    const seen = document.createElement("p");
    const spoken = document.createElement("p");
    let timer;

    const show = () => {
      const left = Number(field.dataset.counterWords) - field.value.split(/\s+/).filter(Boolean).length;
      seen.textContent = sentence(left);
      seen.className = left < 0 ? "field-counter field-error" : "field-counter";
    };

    seen.setAttribute("aria-hidden", "true");
    spoken.setAttribute("role", "status");
    spoken.className = "visually-hidden";
    rule.classList.add("visually-hidden"); // still describes the field, through aria-describedby
    rule.after(seen, spoken);
    field.addEventListener("input", () => {
      show();
      clearTimeout(timer);
      timer = setTimeout(() => { spoken.textContent = seen.textContent; }, PAUSE);
    });
    show();
  }
})();
