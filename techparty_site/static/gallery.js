// The lightbox comes with the first photo that is opened; until then, and where it does not come,
// each photo is a plain link.
const isPlain = (event) => !(event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);

const bring = async (event) => {
  const link = isPlain(event) && event.target.closest("a[data-photo]");
  if (!link) return;
  event.preventDefault();
  document.removeEventListener("click", bring);
  try {
    const { ready } = await import("./photos.js");
    await ready;
    link.click();
  } catch {
    location.assign(link.href);
  }
};
document.addEventListener("click", bring);
