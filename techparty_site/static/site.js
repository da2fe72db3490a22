// Every page works without this; it only remembers who likes it dark.
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

const reveal = () => document.querySelectorAll("[data-theme-toggle]").forEach((button) => (button.hidden = false));
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", reveal);
else reveal();
