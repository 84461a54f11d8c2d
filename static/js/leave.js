// Asks before a page goes away with something in a form that is not saved. Sending that form does not ask.
// Hook: <form data-leave>, or data-leave="unsaved" when the server gave back what it could not save.
// Knows fields of text and choices; against what the server wrote, also after the browser filled them again.
// js/autosave.js writes what it saved as what the server wrote, and may hold up sending: load it before this one.
(() => {
  const isChanged = (field) =>
    field.matches("[type=checkbox], [type=radio]")
      ? field.checked !== field.defaultChecked
      : field.matches("select")
        ? [...field.options].some((option) => option.selected !== option.defaultSelected)
        : field.matches("input, textarea") && field.value !== field.defaultValue;

  for (const form of document.querySelectorAll("form[data-leave]")) {
    let isSending = false;
    form.addEventListener("submit", (event) => { isSending = !event.defaultPrevented; });
    addEventListener("pageshow", () => { isSending = false; }); // back on the page, from the next one
    addEventListener("beforeunload", (leaving) => {
      if (!isSending && (form.dataset.leave === "unsaved" || [...form.elements].some(isChanged))) {
        leaving.preventDefault();
      }
    });
  }
})();
