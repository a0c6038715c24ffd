"use strict";

const all = (selector) => [...document.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const play = (film) => film.play().catch(() => {}); // paused before it could begin

// The films of the opening play while they are seen, where motion is welcome, or wanted.
// They begin where their posters are.

const opening = all(".opening video");
const pause = document.querySelector(".opening button");

if (pause) {
  const seen = new Set();
  let moving = !calm.matches;

  const show = () => {
    pause.textContent = moving ? "Pause" : "Play";
    for (const film of opening) {
      if (moving && seen.has(film)) play(film);
      else film.pause();
    }
  };

  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    show();
  }, { threshold: 0.5 });
  for (const film of opening) {
    film.currentTime = film.dataset.start;
    watch.observe(film);
  }
  pause.addEventListener("click", () => {
    moving = !moving;
    show();
  });
}

// Other films are posters until somebody points at them, tabs to them or taps them: then
// they have controls. They play while the pointer rests on them, where motion is welcome;
// who has used the controls has the film in their own hands.

for (const video of all(".film")) {
  let resting, started, taken, tapped;
  const offer = () => { video.controls = true; };
  const withdraw = () => {
    if (video.paused && !video.matches(":hover, :focus")) video.controls = false;
  };
  const take = () => {
    clearTimeout(resting);
    taken = true;
  };

  video.controls = false;
  video.tabIndex = 0; // as it has with controls

  video.addEventListener("focus", offer);
  video.addEventListener("blur", withdraw);
  video.addEventListener("pause", withdraw);
  video.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "touch") return;
    offer();
    if (calm.matches || taken || !video.paused) return;
    resting = setTimeout(() => {
      started = true;
      play(video);
    }, 250);
  });
  video.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    if (started && !taken) video.pause();
    started = false;
    withdraw();
  });
  video.addEventListener("pointerdown", () => {
    tapped = !video.controls;
    take();
  });
  video.addEventListener("click", (event) => {
    if (!tapped) return;
    event.preventDefault(); // what a tap does to controls that were there before
    offer();
    play(video);
  });
  video.addEventListener("keydown", (event) => { if (event.key !== "Tab") take(); });
}

for (const button of all(".flip button")) {
  const picture = button.previousElementSibling;
  button.addEventListener("click", () => {
    const other = picture.dataset.other;
    picture.dataset.other = picture.getAttribute("src");
    picture.src = other;
    button.textContent = button.textContent === "Play" ? "Stop" : "Play";
  });
}

// Copying

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // not there on plain http, or not allowed
    const area = document.createElement("textarea");
    area.className = "unseen";
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

const news = document.getElementById("the-news");

for (const button of all(".copy")) {
  const label = button.firstElementChild;
  let back;
  button.addEventListener("click", async () => {
    const code = button.nextElementSibling.firstElementChild;
    const done = await copy(code.textContent);
    button.focus(); // which the textarea took
    if (!done) getSelection().selectAllChildren(code);
    label.textContent = done ? "Copied" : "Selected";
    news.textContent = `${button.dataset.kind} ${label.textContent.toLowerCase()}`;
    clearTimeout(back);
    back = setTimeout(() => {
      label.textContent = "Copy";
      news.textContent = "";
    }, 2000);
  });
}
