// Turns the pages of a deck without leaving the page: keys, swipes, full screen. Every link works
// without it. What a page shows is written in one place, its own HTML: that is fetched, and its
// parts (data-part) take the places of those shown. Kept free of what web views of 2018 can't read.
import { Screen } from "./fullscreen.js";
import { STEPS, isPlain, onSwipe, sideOf, zoomed } from "./gestures.js";
import { Pages, decode } from "./pages.js";

const PATIENCE = 400; // ms that the old page stays while the new picture is on its way
const RUSH = 60; // ms between the presses of a key held down: pages passed so are not fetched
const KEYS = Object.assign({ " ": 1 }, STEPS);

const find = (name, from) => (from || document).querySelector(`[data-${name}]`);
const pause = (time) => new Promise((done) => setTimeout(done, time));
const nothing = () => {};
const leads = (link) => Number((/\/slides\/(\d+)\/$/.exec(link.pathname) || [])[1]);

class Reader {
  constructor(viewer) {
    this.viewer = viewer;
    this.strip = find("strip", viewer);
    this.fault = find("fault", viewer);
    this.form = viewer.querySelector("form");
    this.onTalk = viewer.dataset.reader === "talk";
    this.first = Number(viewer.dataset.first);
    this.last = Number(viewer.dataset.last);
    this.home = { address: location.pathname + location.search, title: document.title };
    this.pages = new Pages((number) => this.addressOf(number));
    this.shown = Number(viewer.dataset.number);
    this.wanted = this.shown; // what was asked for last, perhaps still on its way
    this.again = nothing;
    this.screen = new Screen(viewer, () => this.mark());
  }

  get stage() {
    return find("part=stage", this.viewer);
  }

  addressOf(number) {
    return `${this.viewer.dataset.base}${number}/${this.viewer.dataset.query}`;
  }

  take() {
    this.viewer.focus({ preventScroll: true });
  }

  warm() {
    const beside = [this.shown + 1, this.shown - 1];
    this.pages.warm(beside.filter((number) => number >= this.first && number <= this.last));
  }

  // showing one
  adopt(node, number) {
    const fresh = document.importNode(node, true);
    const links = fresh.matches("[href]") ? [fresh] : fresh.querySelectorAll("[href]");
    for (const link of links) {
      link.href = new URL(link.getAttribute("href"), location.origin + this.addressOf(number)).href;
    }
    return fresh;
  }

  gather(page, number) {
    for (const leaf of page.querySelectorAll("[data-strip] [data-n]")) {
      const n = Number(leaf.dataset.n);
      if (this.strip.querySelector(`[data-n="${n}"]`)) continue;
      const after = [...this.strip.querySelectorAll("[data-n]")].find((other) => Number(other.dataset.n) > n);
      this.strip.insertBefore(this.adopt(leaf, number), after || this.strip.querySelector(".rest"));
    }
  }

  mark() {
    const { strip, shown } = this;
    for (const old of strip.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    const current = strip.querySelector(`[data-n="${shown}"]`);
    if (!current) return;
    current.setAttribute("aria-current", "true");
    strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.clientWidth) / 2;
  }

  follow(address, title) {
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      return; // Safari allows a hundred in half a minute
    }
    document.title = title;
    const canonical = document.querySelector("link[rel=canonical]");
    if (canonical) canonical.href = address;
  }

  show(page, number) {
    const held = document.activeElement;
    const key = held && held.dataset.go;
    this.shown = number;
    this.follow(this.addressOf(number), page.title);
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh) part.replaceWith(this.adopt(fresh, number));
    }
    this.gather(page, number);
    this.mark();
    if (key) (this.viewer.querySelector(`a[data-go="${key}"]`) || this.viewer).focus({ preventScroll: true });
    else if (held && !held.isConnected) this.take();
    find("said", this.viewer).textContent = this.viewer.querySelector(".at").textContent;
    this.fault.hidden = true;
    this.warm();
  }

  async turn(number) {
    const target = Math.min(Math.max(number, this.first), this.last);
    this.wanted = target;
    this.stage.setAttribute("aria-busy", String(target !== this.shown));
    if (target === this.shown) return;
    if (!this.pages.kept.has(target)) await pause(RUSH);
    if (target !== this.wanted) return;
    try {
      const page = await this.pages.load(target);
      await Promise.race([decode(page), pause(PATIENCE)]);
      if (target === this.wanted) this.show(page, target);
    } catch (error) {
      if (target === this.wanted) this.fail(() => this.turn(target));
    }
  }

  step(by) {
    this.turn(this.wanted + by);
  }

  // when something does not arrive
  fail(again) {
    this.wanted = this.shown;
    this.again = again;
    this.stage.setAttribute("aria-busy", "false");
    this.fault.hidden = false;
  }

  failPicture() {
    this.fail(() => {
      const picture = this.stage.querySelector("img");
      picture.classList.remove("gone");
      picture.replaceWith(picture.cloneNode());
    });
  }

  retry() {
    if (this.fault.contains(document.activeElement)) this.take();
    this.fault.hidden = true;
    this.again();
  }
}

// keys, wherever nobody else wants them
const isInSight = ({ stage }) => {
  const { top, bottom } = stage.getBoundingClientRect();
  return bottom > 80 && top < innerHeight - 80;
};

const isFor = (reader, { target, key }) => {
  if (reader.viewer.contains(target) || reader.screen.isFilled()) return true;
  if (target !== document.body || !isInSight(reader)) return false;
  return !reader.onTalk || !/^(Page|Home|End| )/.test(key); // a talk's page is scrolled as well
};

const act = (reader, key, back) => {
  const { form, screen } = reader;
  if (key in KEYS) reader.step(key === " " && back ? -1 : KEYS[key]);
  else if (key === "Home" || key === "End") reader.turn(key === "Home" ? reader.first : reader.last);
  else if (key === "f") screen.toggle();
  else if (key === "g" && form) form.elements.page.focus();
  else if (key === "Escape" && screen.isFixed()) screen.fillWindow(false);
  else return false;
  return true;
};

const listenToKeys = (reader) => {
  document.addEventListener("keydown", (event) => {
    const { target, key, shiftKey } = event;
    if (!isPlain(event) || target.closest("input, textarea, select, audio, video, [contenteditable]")) return;
    if (key === " " && target.closest("a, button, summary")) return;
    const name = key.length > 1 ? key : key.toLowerCase();
    if (isFor(reader, event) && act(reader, name, shiftKey)) event.preventDefault();
  });
};

// links, the picture's sides, swipes
const click = (reader, event) => {
  if (!isPlain(event) || event.shiftKey) return;
  const { viewer, stage, home } = reader;
  const link = event.target.closest("a[href]");
  if (link && viewer.contains(link) && leads(link) && leads(link) !== reader.shown) {
    event.preventDefault();
    reader.turn(leads(link));
  } else if (link && reader.onTalk && link.getAttribute("href")[0] === "#") {
    reader.follow(home.address, home.title); // places on the talk's page are under its own address
  } else if (!link && stage.contains(event.target) && !zoomed() && getSelection().isCollapsed) {
    reader.step(sideOf(event, stage));
  }
};

const listenToPointer = (reader) => {
  const { viewer, form } = reader;
  document.addEventListener("click", (event) => click(reader, event));
  onSwipe(viewer, (by) => reader.step(by), (target) => reader.stage.contains(target));
  if (form) form.addEventListener("submit", (event) => {
    event.preventDefault();
    reader.turn(Number(form.elements.page.value));
    reader.take();
  });
};

const listenToFaults = (reader) => {
  const { viewer, fault } = reader;
  find("again", viewer).addEventListener("click", () => reader.retry());
  addEventListener("online", () => fault.hidden || reader.retry());
  const watch = ({ target }) => reader.stage.contains(target) && reader.failPicture();
  viewer.addEventListener("error", watch, true);
  const picture = reader.stage.querySelector("img");
  if (picture && picture.complete && !picture.naturalWidth) reader.failPicture();
};

const start = (viewer) => {
  const reader = new Reader(viewer);
  for (const listen of [listenToFaults, listenToKeys, listenToPointer]) listen(reader);
  // Links of this page mean what they meant at its own address.
  for (const link of document.links) {
    if (!/^(#|\/|[a-z]+:)/i.test(link.getAttribute("href"))) link.href = link.href;
  }
  viewer.tabIndex = -1;
  viewer.dataset.on = "";
  reader.mark();
  if (!reader.onTalk) addEventListener("load", () => reader.warm());
  else for (const name of ["mouseover", "touchstart", "focusin"]) {
    viewer.addEventListener(name, () => reader.warm(), { once: true, passive: true });
  }
};

const found = find("reader");
if (found && window.fetch) start(found);
