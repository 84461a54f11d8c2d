// One box that ticks all boxes of a group, and shows when all of them are ticked. Without script it is not there.
// Hook: <section data-pick-all> around a table with boxes, with what the students share; fewer than two get none.
(() => {
  for (const group of document.querySelectorAll("[data-pick-all]")) {
    const boxes = [...group.querySelectorAll("tbody input[type=checkbox]")];
    if (boxes.length < 2) continue;
    const all = document.createElement("input");
    all.type = "checkbox";
    all.className = "form-check-input";
    const label = document.createElement("label");
    label.className = "pick-all no-print";
    label.append(all, `Kies alle ${boxes.length} studenten ${group.dataset.pickAll || "van deze dag"}`);
    group.querySelector("table").before(label);

    const follow = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    group.querySelector("tbody").addEventListener("change", follow);
    window.addEventListener("pageshow", follow);  // back in the browser keeps the ticks
  }
})();
