// Tells once that the student has opened the page; without script the first tick tells it.
// Hook: <form data-seen>, hidden. A failure is no matter: the next visit tells it again.
(() => {
  const form = document.querySelector("form[data-seen]");
  if (form) {
    fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => {});
  }
})();
