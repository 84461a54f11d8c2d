// The choice after "of" stands alone: ticking it clears the others, ticking another clears it.
// Hook: <div data-exclusive="value"> around the tick boxes. The server checks the same rule.
(() => {
  for (const group of document.querySelectorAll("[data-exclusive]")) {
    const isAlone = (box) => box.value === group.dataset.exclusive;
    group.addEventListener("change", ({ target }) => {
      for (const box of group.querySelectorAll("input[type=checkbox]")) {
        if (target.checked && box !== target && (isAlone(box) || isAlone(target))) {
          box.checked = false;
        }
      }
    });
  }
})();
