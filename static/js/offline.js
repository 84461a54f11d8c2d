// Lets the phone keep the small page that is readable without internet. Without script, or in a browser that cannot
// do this, nothing is kept and nothing else changes.
// Hook: data-offline with the address of the worker, and data-offline-styles with the stylesheets of that page.
(() => {
  const hook = document.querySelector("[data-offline]");
  if (hook && "serviceWorker" in navigator) {
    navigator.serviceWorker
      .register(hook.dataset.offline)
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => active.postMessage({ keep: hook.dataset.offlineStyles.split(" ") }))
      .catch(() => {});
  }
})();
