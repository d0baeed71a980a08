(() => {
  "use strict";
  let sound = null, end = Infinity;
  const mark = () => {
    for (const line of document.querySelectorAll("li[data-from]")) {
      const now = sound !== null && !sound.paused && line.dataset.sound === sound.id
        && sound.currentTime >= +line.dataset.from
        && (line.dataset.to === "" || sound.currentTime < +line.dataset.to);
      line.classList.toggle("now", now);
    }
  };
  const watch = () => {
    if (sound !== null && sound.currentTime >= end) sound.pause();
    mark();
    if (sound !== null && !sound.paused) requestAnimationFrame(watch);
  };
  document.addEventListener("click", event => {
    const place = event.target.closest("[data-from]");
    if (place === null || event.target.closest("a[href]") || String(getSelection())) return;
    const wanted = document.getElementById(place.dataset.sound);
    const from = +place.dataset.from;
    if (wanted === sound && !sound.paused && Math.abs(sound.currentTime - from) < end - from && place.classList.contains("now")) {
      sound.pause();
      return;
    }
    if (sound !== null) sound.pause();
    sound = wanted;
    end = place.dataset.to === "" ? Infinity : +place.dataset.to;
    sound.currentTime = from;
    sound.play().then(watch, mark);
  });
})();
