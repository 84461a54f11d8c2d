// Shows at once what the choice of a focal point does: the preview takes the class of the chosen place.
// Hook: <img data-focus-preview="name of the radio buttons">; without this file the preview follows after saving.
for (const preview of document.querySelectorAll("[data-focus-preview]")) {
  for (const choice of document.getElementsByName(preview.dataset.focusPreview)) {
    choice.addEventListener("change", () => {
      preview.className = `focus-${choice.value}`;
    });
  }
}
