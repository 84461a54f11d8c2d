// Looks again every few seconds while something is being made. Without script there is a button.
(function () {
  "use strict";
  var waiting = document.querySelector("[data-refresh]");
  if (waiting) window.setTimeout(function () { window.location.reload(); }, Number(waiting.dataset.refresh) * 1000);
})();
