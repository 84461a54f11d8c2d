// Plays a film where it stands. Without this file the link opens the film itself.
// Hooks: <a data-film-play="id of a video"> and, inside [data-film], <a data-film-player="address of a player">.
(() => {
  // A click that opens a new tab or window stays what it is.
  const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  for (const link of document.querySelectorAll("[data-film-play]")) {
    const video = document.getElementById(link.dataset.filmPlay);
    link.addEventListener("click", (event) => {
      if (isPlain(event)) {
        event.preventDefault();
        video.focus();
        video.play();
      }
    });
  }

  for (const link of document.querySelectorAll("[data-film-player]")) {
    link.addEventListener("click", (event) => {
      if (!isPlain(event)) {
        return;
      }
      event.preventDefault();
      const player = document.createElement("iframe");
      player.className = "film-screen";
      player.title = link.dataset.filmTitle;
      player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      player.allowFullscreen = true;
      player.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays nothing for a page it does not know
      player.src = link.dataset.filmPlayer;
      link.closest("[data-film]").replaceChildren(player);
      player.focus();
    });
  }
})();
