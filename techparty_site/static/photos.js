// Photos over the page they are on: keys, swipes, the address of each. Every photo is a plain link to
// its own page, and stays one where a browser has no <dialog>.
const STEPS = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 };
const plain = ({ button, altKey, ctrlKey, metaKey, shiftKey }) => !(button || altKey || ctrlKey || metaKey || shiftKey);
const zoomed = () => Boolean(window.visualViewport && window.visualViewport.scale > 1.05);

const start = (links, template) => {
  const box = document.importNode(template.content, true).querySelector("dialog");
  const find = (selector) => box.querySelector(selector);
  const [plate, words, page, at, said] = [".plate", ".words", ".page", ".at", "[role=status]"].map(find);
  const home = { address: location.href, title: document.title };
  const ready = new Map(); // place: its picture, large
  let shown = -1;

  const pictureAt = (place) => {
    if (!ready.has(place)) {
      const picture = links[place].querySelector("picture").cloneNode(true);
      const image = picture.querySelector("img");
      image.classList.remove("gone");
      image.removeAttribute("fetchpriority");
      for (const node of picture.children) node.sizes = "100vw";
      image.loading = "eager";
      ready.set(place, picture);
    }
    return ready.get(place);
  };
  const warm = () => {
    if (navigator.connection && navigator.connection.saveData) return;
    for (const place of [shown + 1, shown - 1]) if (links[place]) pictureAt(place);
  };
  const show = (place) => {
    const link = links[place];
    const picture = pictureAt(place);
    const image = picture.querySelector("img");
    const dim = link.querySelector(".dim");
    const caption = link.parentElement.querySelector("figcaption");
    shown = place;
    plate.replaceChildren(...(dim ? [dim.cloneNode()] : []), picture);
    const clear = () => plate.contains(picture) && plate.replaceChildren(picture);
    if (image.complete && image.naturalWidth) clear();
    else image.addEventListener("load", clear, { once: true });
    words.replaceChildren(...(caption ? [caption.cloneNode(true)] : []));
    if (words.scrollHeight > words.clientHeight) words.tabIndex = 0; // long words are scrolled by keys
    else words.removeAttribute("tabindex");
    page.href = link.href;
    at.textContent = `${place + 1} / ${links.length}`;
    said.textContent = `${at.textContent} ${image.alt}`;
    const held = document.activeElement;
    for (const button of box.querySelectorAll("[data-step]")) {
      button.disabled = !links[place + Number(button.dataset.step)];
    }
    if (held && held.disabled) find("[data-step]:not([disabled]), [data-close]").focus();
    warm();
  };
  const remember = (how) => {
    try {
      history[how]({ photo: shown }, "", links[shown].href);
    } catch (error) {
      // Safari allows a hundred in half a minute
    }
  };
  const open = (place) => {
    document.documentElement.classList.add("still");
    if (!box.open) box.showModal();
    show(place);
  };
  const close = () => {
    document.documentElement.classList.remove("still");
    if (box.open) box.close();
    plate.replaceChildren();
    links[shown].focus();
  };
  const leave = () => {
    if (history.state && "photo" in history.state) history.back(); // popstate closes it
    else close();
  };
  const step = (by) => {
    if (!links[shown + by]) return;
    show(shown + by);
    remember("replaceState");
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-photo]");
    if (!link || event.defaultPrevented || !plain(event)) return;
    const place = links.findIndex((other) => other.href === link.href);
    if (place < 0) return;
    event.preventDefault();
    open(place);
    remember("pushState");
  });
  addEventListener("popstate", () => {
    const place = links.findIndex((link) => link.href === location.href);
    if (place >= 0 && location.href !== home.address) open(place);
    else if (box.open) close();
  });
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  box.addEventListener("close", () => document.documentElement.classList.remove("still"));
  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS) step(STEPS[event.key]);
    else if (event.key === "Home") step(-shown);
    else if (event.key === "End") step(links.length - 1 - shown);
    else return;
    event.preventDefault();
  });
  box.addEventListener("click", ({ target, clientX }) => {
    const button = target.closest("button");
    if (button && button.dataset.step) step(Number(button.dataset.step));
    else if (button) leave();
    else if (plate.contains(target) && !zoomed()) step(clientX < innerWidth / 3 ? -1 : 1);
  });
  let from = null;
  plate.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
  }, { passive: true });
  plate.addEventListener("touchend", ({ changedTouches: [touch] }) => {
    if (!from || zoomed()) return;
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
    from = null;
    if (Math.abs(x) > 40 && Math.abs(x) > 1.5 * Math.abs(y)) step(-Math.sign(x));
  }, { passive: true });
  document.body.append(box);
};

const all = [...document.querySelectorAll("a[data-photo]")];
const links = all.filter((link, place) => all.findIndex((other) => other.href === link.href) === place);
const template = document.querySelector("#lightbox");
if (links.length && template && window.HTMLDialogElement) start(links, template);

// On a photo's own page the arrow keys follow its links.
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !plain(event) || event.target !== document.body) return;
  const link = document.querySelector(`a[data-key="${event.key.replace(/\W/g, "")}"]`);
  if (link) link.click();
});
