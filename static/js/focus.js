// After a page load: put the focus on what just happened (the error summary, a message, a confirmation), so
// that a screen reader reads it first and a keyboard starts there.
// Hook: data-focus on an element with tabindex="-1"; the first one counts.
(() => {
  const happened = document.querySelector("[data-focus]");
  if (happened && !location.hash) {
    happened.focus();
  }
})();
