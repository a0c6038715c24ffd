"use strict";

const all = (selector) => [...document.querySelectorAll(selector)];

// Which kind is shown is written in the address, so that it can be linked to and Back
// goes back.

const articles = all("article");
const kinds = all(".kinds button");
const count = document.querySelector(".count");

function show(kind) {
  for (const button of kinds) {
    button.setAttribute("aria-pressed", button.value === kind);
  }
  for (const article of articles) {
    article.hidden = kind !== "all" && article.dataset.kind !== kind;
    if (article.hidden) article.querySelector("video")?.pause();
  }
  const shown = articles.filter((article) => !article.hidden).length;
  const of = shown === articles.length ? "" : ` of ${articles.length}`;
  count.textContent = `${shown}${of} ${articles.length === 1 ? "scene" : "scenes"}`;
}

function follow() {
  const kind = location.hash.slice(1);
  if (kinds.some((button) => button.value === kind)) show(kind);
  else if (!kind || document.querySelector("article:target")) show("all");
}

for (const button of kinds) {
  button.addEventListener("click", () => { location.hash = button.value; });
}
addEventListener("hashchange", follow);
follow();

// A film plays while the pointer rests on it, where motion is welcome. Who has touched
// its controls once has it in their own hands.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const films = all("video");

// Chromium's controls whirl for a second on pages that open: they come when all is there.
for (const video of films) video.controls = false;
addEventListener("load", () => { for (const video of films) video.controls = true; });

for (const video of films) {
  let resting, started, taken;
  video.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "touch" || calm.matches || taken || !video.paused) return;
    resting = setTimeout(() => {
      started = true;
      video.play().catch(() => {}); // it was paused before it could begin
    }, 250);
  });
  video.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    if (started && !taken) video.pause();
    started = false;
  });
  const sign = () => video.parentElement.classList.toggle("plays", !video.paused);
  video.addEventListener("play", sign);
  video.addEventListener("pause", sign);
  const take = () => {
    clearTimeout(resting);
    taken = true;
  };
  video.addEventListener("pointerdown", take);
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
