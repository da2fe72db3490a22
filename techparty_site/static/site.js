// Every page works without this; it remembers who likes it dark, opens what is cut off to keys,
// frames the words of pictures that are gone, and brings suggestions to the search.
const root = document.documentElement;
const memory = (() => {
  try {
    return window.localStorage;
  } catch {
    return null; // some web views forbid it
  }
})();

const chosen = memory?.getItem("theme");
if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

const isDark = () =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  root.dataset.theme = isDark() ? "light" : "dark";
  memory?.setItem("theme", root.dataset.theme);
});

const openToKeys = () => {
  for (const box of document.querySelectorAll(".prose pre, .prose table, .scroll")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};

// A picture whose host has gone shows its words in a frame of their own.
const mourn = (picture) => picture.classList.add("gone");
document.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && mourn(target), true);

// Suggestions come with the first box that somebody goes into.
document.addEventListener("focusin", ({ target }) => {
  if (target.closest("[data-suggest]")) import("./suggest.js").then(({ offer }) => offer(target)).catch(() => {});
});

const start = () => {
  for (const picture of document.images) {
    if (picture.complete && !picture.naturalWidth && picture.loading !== "lazy") mourn(picture);
  }
  for (const button of document.querySelectorAll("[data-theme-toggle]")) button.hidden = false;
  openToKeys();
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
addEventListener("load", openToKeys); // only now is every style there
addEventListener("resize", openToKeys);
