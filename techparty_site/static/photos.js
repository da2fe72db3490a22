// Photos over the page they are on: keys, swipes, the address of each. Every photo is a plain link to
// its own page, and stays one where a browser has no <dialog>.
import { STEPS, isPlain, onSwipe, sideOf, zoomed } from "./gestures.js";

const isHere = (event) => isPlain(event) && !event.shiftKey; // not into a window of its own

// The dialog and what stands in it.
class Box {
  constructor(template, links) {
    this.links = links;
    const content = document.importNode(template.content, true);
    const style = content.querySelector("link"); // which no page waits for
    this.styled = new Promise((done) => {
      for (const end of ["load", "error"]) style.addEventListener(end, done, { once: true });
    });
    document.head.append(style);
    this.node = content.querySelector("dialog");
    const parts = [".plate", ".words", ".page", ".away", ".at", "[role=status]"];
    const found = parts.map((name) => this.find(name));
    [this.plate, this.words, this.page, this.away, this.at, this.said] = found;
    this.ready = new Map(); // place: its picture, large
    this.shown = -1;
  }

  find(selector) {
    return this.node.querySelector(selector);
  }

  pictureAt(place) {
    if (!this.ready.has(place)) {
      const picture = this.links[place].querySelector("picture").cloneNode(true);
      const image = picture.querySelector("img");
      image.classList.remove("gone");
      image.removeAttribute("fetchpriority");
      for (const node of picture.children) node.sizes = "100vw";
      image.loading = "eager";
      this.ready.set(place, picture);
    }
    return this.ready.get(place);
  }

  warm() {
    if (navigator.connection && navigator.connection.saveData) return;
    for (const place of [this.shown + 1, this.shown - 1]) if (this.links[place]) this.pictureAt(place);
  }

  // The light placeholder stays beneath the picture until that has come.
  paint(place) {
    const picture = this.pictureAt(place);
    const image = picture.querySelector("img");
    const dim = this.links[place].querySelector(".dim");
    this.plate.replaceChildren(...(dim ? [dim.cloneNode()] : []), picture);
    const clear = () => this.plate.contains(picture) && this.plate.replaceChildren(picture);
    if (image.complete && image.naturalWidth) clear();
    else image.addEventListener("load", clear, { once: true });
  }

  // Long words are scrolled by keys.
  measure() {
    if (this.words.scrollHeight > this.words.clientHeight) this.words.tabIndex = 0;
    else this.words.removeAttribute("tabindex");
  }

  tell(place) {
    const { words, at, links } = this;
    const caption = links[place].parentElement.querySelector("figcaption");
    words.replaceChildren(...(caption ? [caption.cloneNode(true)] : []));
    this.measure();
    this.page.href = links[place].href;
    this.away.hidden = !links[place].pathname.endsWith("/"); // a picture without a page of its own
    this.away.href = `${links[place].href}remove/`;
    at.textContent = `${place + 1} / ${links.length}`;
    this.said.textContent = `${at.textContent} ${this.pictureAt(place).querySelector("img").alt}`;
  }

  show(place) {
    this.shown = place;
    this.paint(place);
    this.tell(place);
    const held = document.activeElement;
    for (const button of this.node.querySelectorAll("[data-step]")) {
      button.disabled = !this.links[place + Number(button.dataset.step)];
    }
    if (held && held.disabled) this.find("[data-step]:not([disabled]), [data-close]").focus();
    this.warm();
  }

  open(place) {
    document.documentElement.classList.add("still");
    if (!this.node.isConnected) document.body.append(this.node); // its links lead nowhere before
    if (!this.node.open) this.node.showModal();
    this.show(place);
  }

  close() {
    document.documentElement.classList.remove("still");
    if (this.node.open) this.node.close();
    this.plate.replaceChildren();
    this.links[this.shown].focus();
  }

  // How the address follows: "pushState" or "replaceState".
  remember(how) {
    try {
      history[how]({ photo: this.shown }, "", this.links[this.shown].href);
    } catch (error) {
      // Safari allows a hundred in half a minute
    }
  }

  leave() {
    if (history.state && "photo" in history.state) history.back(); // popstate closes it
    else this.close();
  }

  step(by) {
    if (!this.links[this.shown + by]) return;
    this.show(this.shown + by);
    this.remember("replaceState");
  }
}

const listenToPage = (box) => {
  const { links } = box;
  const home = location.href;
  const placeOf = (address) => links.findIndex((link) => link.href === address);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-photo]");
    const place = link && isHere(event) ? placeOf(link.href) : -1;
    if (place < 0) return;
    event.preventDefault();
    box.open(place);
    box.remember("pushState");
  });
  addEventListener("popstate", () => {
    const place = placeOf(location.href);
    if (place >= 0 && location.href !== home) box.open(place);
    else if (box.node.open) box.close();
  });
};

const listenToKeys = (box) => {
  box.node.addEventListener("keydown", (event) => {
    if (!isPlain(event)) return;
    if (event.key in STEPS) box.step(STEPS[event.key]);
    else if (event.key === "Home") box.step(-box.shown);
    else if (event.key === "End") box.step(box.links.length - 1 - box.shown);
    else return;
    event.preventDefault();
  });
  box.node.addEventListener("cancel", (event) => {
    event.preventDefault();
    box.leave();
  });
  box.node.addEventListener("close", () => document.documentElement.classList.remove("still"));
};

const listenToPointer = (box) => {
  const { node, plate } = box;
  node.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.step) box.step(Number(button.dataset.step));
    else if (button) box.leave();
    else if (plate.contains(event.target) && !zoomed()) box.step(sideOf(event, plate));
  });
  onSwipe(plate, (by) => box.step(by));
};

const start = (links, template) => {
  const box = new Box(template, links);
  for (const listen of [listenToPage, listenToKeys, listenToPointer]) listen(box);
  return box.styled;
};

const all = [...document.querySelectorAll("a[data-photo]")];
const links = all.filter((link, place) => all.findIndex((other) => other.href === link.href) === place);
const template = document.querySelector("#lightbox");
const works = links.length && template && window.HTMLDialogElement;
// Fulfilled as soon as a photo can be opened in style.
export const ready = works ? start(links, template) : Promise.resolve();

// On a photo's own page the arrow keys follow its links.
document.addEventListener("keydown", (event) => {
  if (!isHere(event) || event.target !== document.body) return;
  const link = document.querySelector(`a[data-key="${event.key.replace(/\W/g, "")}"]`);
  if (link) link.click();
});
