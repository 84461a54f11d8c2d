// The choice after "of" stands alone: ticking it clears the others, ticking another clears it. What it cleared
// comes back when it is no longer ticked.
// Hook: <div data-exclusive="value"> around the tick boxes. The server checks the same rule.
(() => {
  for (const group of document.querySelectorAll("[data-exclusive]")) {
    const boxes = [...group.querySelectorAll("input[type=checkbox]")];
    const alone = boxes.find((box) => box.value === group.dataset.exclusive);
    const others = boxes.filter((box) => box !== alone);
    let cleared = [];

    group.addEventListener("change", ({ target }) => {
      if (target === alone && alone.checked) {
        cleared = others.filter((box) => box.checked);
        cleared.forEach((box) => { box.checked = false; });
        return;
      }
      alone.checked = false;
      cleared.forEach((box) => { box.checked = true; });
      cleared = [];
    });
  }
})();
