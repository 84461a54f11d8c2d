// Puts a merge field such as [voornaam] in a text, at the cursor of the text field that was used last.
// Hook: <details data-insert-field> in a form, with <button data-field="[voornaam]" hidden> per field.
(() => {
  const TEXTS = "textarea, input:not([type]), input[type=text]";

  for (const list of document.querySelectorAll("[data-insert-field]")) {
    const form = list.closest("form");
    let target = form.querySelector(TEXTS);

    form.addEventListener("focusin", ({ target: field }) => {
      if (field.matches(TEXTS) && field.inputMode !== "numeric") {
        target = field;
      }
    });
    for (const button of list.querySelectorAll("[data-field]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const { selectionStart: start, selectionEnd: end, value } = target;
        const space = start && !/\s/.test(value[start - 1]) ? " " : "";
        target.setRangeText(space + button.dataset.field, start, end, "end");
        target.dispatchEvent(new Event("input", { bubbles: true })); // the counter counts along
        target.focus();
      });
    }
  }
})();
