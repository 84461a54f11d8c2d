// The choice after "of" stands alone: ticking it clears the others, ticking another clears it. What it cleared
// comes back when it is no longer ticked. The server checks the same rule.
// Hook: <div data-exclusive="value"> around tick boxes, or <input type="checkbox" data-none> in the .field after
// that of a list.
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

  for (const none of document.querySelectorAll("[data-none]")) {
    const list = none.closest(".field").previousElementSibling.querySelector("textarea");
    let cleared = "";

    none.addEventListener("change", () => {
      if (none.checked) cleared = list.value;
      list.value = none.checked ? "" : cleared;
    });
    list.addEventListener("input", () => { none.checked = false; });
  }
})();
