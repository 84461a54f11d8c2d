// Opens the stop that a link on the page leads to. A stop is a <details> within the part that has the address.
// Without script the heading is there, and one tap opens it.
(() => {
  const unfold = () => {
    const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!part) {
      return;
    }
    const inside = part.querySelector(":scope > details");
    if (inside) {
      inside.open = true;
    }
    for (let around = part.closest("details"); around; around = around.parentElement.closest("details")) {
      around.open = true;
    }
    part.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  document.addEventListener("click", ({ target }) => {
    const link = target.closest("a[href^='#']");
    if (link && link.hash === location.hash) {
      unfold(); // the address stays the same, so nothing else tells us
    }
  });
  unfold();
})();
