// Turns the pages of a deck without leaving the page: keys, swipes, full screen. Every link works
// without it. What a page shows is written in one place, its own HTML: that is fetched, and its
// parts (data-part) take the places of those shown. Kept free of what web views of 2018 can't read.
const PATIENCE = 400; // ms that the old page stays while the new picture is on its way
const RUSH = 60; // ms between the presses of a key held down: pages passed so are not fetched
const KEPT = 12; // pages kept in memory
const STEPS = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1, " ": 1 };

const find = (name, from) => (from || document).querySelector(`[data-${name}]`);
const pause = (time) => new Promise((done) => setTimeout(done, time));
const nothing = () => {};
const isPlain = (event) => !(event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey);
const zoomed = () => Boolean(window.visualViewport && window.visualViewport.scale > 1.05);

const start = (viewer) => {
  const { base, query, reader } = viewer.dataset;
  const first = Number(viewer.dataset.first);
  const last = Number(viewer.dataset.last);
  const strip = find("strip", viewer);
  const fault = find("fault", viewer);
  const button = find("full", viewer);
  const form = viewer.querySelector("form");
  const home = { address: location.pathname + location.search, title: document.title };
  const pages = new Map(); // number: promise of its document
  let shown = Number(viewer.dataset.number);
  let wanted = shown; // what was asked for last, perhaps still on its way
  let again = nothing;

  const stage = () => find("part=stage", viewer);
  const addressOf = (number) => `${base}${number}/${query}`;

  // pages: fetched once, the neighbours before they are asked for
  const fetchPage = async (number) => {
    const response = await fetch(addressOf(number), { credentials: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  };
  const load = (number) => {
    if (!pages.has(number)) {
      const coming = fetchPage(number);
      coming.catch(() => pages.delete(number));
      pages.set(number, coming);
      if (pages.size > KEPT) pages.delete(pages.keys().next().value);
    }
    return pages.get(number);
  };
  const decode = (page) => {
    const there = page.querySelector("[data-part=stage] img");
    const picture = new Image();
    if (!there || !picture.decode) return nothing();
    picture.sizes = there.sizes;
    picture.srcset = there.srcset;
    picture.src = there.getAttribute("src");
    return picture.decode().catch(nothing); // a broken one is noticed on the stage
  };
  const warm = () => {
    if (navigator.connection && navigator.connection.saveData) return;
    for (const number of [shown + 1, shown - 1]) {
      if (number >= first && number <= last) load(number).then(decode).catch(nothing);
    }
  };

  // showing one
  const adopt = (node, number) => {
    const fresh = document.importNode(node, true);
    const links = fresh.matches("[href]") ? [fresh] : fresh.querySelectorAll("[href]");
    for (const link of links) {
      link.href = new URL(link.getAttribute("href"), location.origin + addressOf(number)).href;
    }
    return fresh;
  };
  const mark = (page, number) => {
    for (const leaf of page ? page.querySelectorAll("[data-strip] [data-n]") : []) {
      const n = Number(leaf.dataset.n);
      if (strip.querySelector(`[data-n="${n}"]`)) continue;
      const after = [...strip.querySelectorAll("[data-n]")].find((other) => Number(other.dataset.n) > n);
      strip.insertBefore(adopt(leaf, number), after || strip.querySelector(".rest"));
    }
    for (const old of strip.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
    const current = strip.querySelector(`[data-n="${number}"]`);
    if (!current) return;
    current.setAttribute("aria-current", "true");
    strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.clientWidth) / 2;
  };
  const follow = (address, title) => {
    try {
      history.replaceState(history.state, "", address);
    } catch (error) {
      return; // Safari allows a hundred in half a minute
    }
    document.title = title;
    const canonical = document.querySelector("link[rel=canonical]");
    if (canonical) canonical.href = address;
  };
  const show = (page, number) => {
    const held = document.activeElement;
    const key = held && held.dataset.go;
    shown = number;
    follow(addressOf(number), page.title);
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh) part.replaceWith(adopt(fresh, number));
    }
    mark(page, number);
    if (key) (viewer.querySelector(`a[data-go="${key}"]`) || viewer).focus({ preventScroll: true });
    else if (held && !held.isConnected) viewer.focus({ preventScroll: true });
    find("said", viewer).textContent = viewer.querySelector(".at").textContent;
    fault.hidden = true;
    warm();
  };
  const turn = async (number) => {
    wanted = Math.min(Math.max(number, first), last);
    const target = wanted;
    stage().setAttribute("aria-busy", String(target !== shown));
    if (target === shown) return;
    if (!pages.has(target)) await pause(RUSH);
    if (target !== wanted) return;
    try {
      const page = await load(target);
      await Promise.race([decode(page), pause(PATIENCE)]);
      if (target === wanted) show(page, target);
    } catch (error) {
      if (target === wanted) fail(() => turn(target));
    }
  };

  // when something does not arrive
  const fail = (retry) => {
    wanted = shown;
    again = retry;
    stage().setAttribute("aria-busy", "false");
    fault.hidden = false;
  };
  const paintAgain = () => {
    const picture = stage().querySelector("img");
    picture.classList.remove("gone");
    picture.replaceWith(picture.cloneNode());
  };
  const retry = () => {
    if (fault.contains(document.activeElement)) viewer.focus({ preventScroll: true });
    fault.hidden = true;
    again();
  };
  find("again", viewer).addEventListener("click", retry);
  addEventListener("online", () => fault.hidden || retry());
  viewer.addEventListener("error", ({ target }) => stage().contains(target) && fail(paintAgain), true);
  const picture = stage().querySelector("img");
  if (picture && picture.complete && !picture.naturalWidth) fail(paintAgain);

  // full screen: the browser's own; the whole window where it has none, as on an iPhone
  const native = () => (document.fullscreenElement || document.webkitFullscreenElement) === viewer;
  const filled = () => viewer.classList.contains("filled");
  const mayFill = viewer.requestFullscreen || viewer.webkitRequestFullscreen;
  const dress = (on) => {
    viewer.classList.toggle("filled", on);
    button.setAttribute("aria-pressed", String(on));
    mark(null, shown);
  };
  const fillWindow = (on) => {
    viewer.classList.toggle("fixed", on);
    document.documentElement.classList.toggle("still", on);
    for (let inner = viewer; inner !== document.body; inner = inner.parentElement) {
      for (const beside of inner.parentElement.children) if (beside !== inner) beside.inert = on;
    }
    dress(on);
  };
  const toggleFull = () => {
    if (viewer.classList.contains("fixed")) return fillWindow(false);
    if (native()) return (document.exitFullscreen || document.webkitExitFullscreen).call(document);
    if (!mayFill) return fillWindow(true);
    return Promise.resolve(mayFill.call(viewer)).catch(() => fillWindow(true));
  };
  for (const name of ["fullscreenchange", "webkitfullscreenchange"]) {
    document.addEventListener(name, () => dress(native()));
  }
  button.addEventListener("click", toggleFull);

  // keys, wherever nobody else wants them
  const inSight = () => {
    const { top, bottom } = stage().getBoundingClientRect();
    return bottom > 80 && top < innerHeight - 80;
  };
  const isMine = ({ target, key }) => {
    if (viewer.contains(target) || filled()) return true;
    if (target !== document.body || !inSight()) return false;
    return reader === "page" || !/^(Page|Home|End| )/.test(key); // a talk's page is scrolled as well
  };
  const act = (key, back) => {
    if (key in STEPS) turn(wanted + (key === " " && back ? -1 : STEPS[key]));
    else if (key === "Home" || key === "End") turn(key === "Home" ? first : last);
    else if (key === "f") toggleFull();
    else if (key === "g" && form) form.elements.page.focus();
    else if (key === "Escape" && viewer.classList.contains("fixed")) fillWindow(false);
    else return false;
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const { target, key, shiftKey } = event;
    if (!isPlain(event) || target.closest("input, textarea, select, audio, video, [contenteditable]")) return;
    if (key === " " && target.closest("a, button, summary")) return;
    if (isMine(event) && act(key.length > 1 ? key : key.toLowerCase(), shiftKey)) event.preventDefault();
  });

  // pointer: links, the picture's sides, swipes that are neither scrolling nor zooming
  const leads = (link) => Number((/\/slides\/(\d+)\/$/.exec(link.pathname) || [])[1]);
  document.addEventListener("click", (event) => {
    if (!isPlain(event) || event.button || event.shiftKey) return;
    const link = event.target.closest("a[href]");
    if (link && viewer.contains(link) && leads(link) && leads(link) !== shown) {
      event.preventDefault();
      turn(leads(link));
    } else if (link && reader === "talk" && link.getAttribute("href")[0] === "#") {
      follow(home.address, home.title); // places on the talk's page are under its own address
    } else if (!link && stage().contains(event.target) && !zoomed() && getSelection().isCollapsed) {
      const { left, width } = stage().getBoundingClientRect();
      turn(wanted + (event.clientX < left + width / 3 ? -1 : 1));
    }
  });
  let from = null;
  viewer.addEventListener("touchstart", ({ target, touches }) => {
    const [touch] = touches;
    from = touches.length === 1 && stage().contains(target) ? { x: touch.clientX, y: touch.clientY } : null;
  }, { passive: true });
  viewer.addEventListener("touchend", ({ changedTouches: [touch] }) => {
    if (!from || zoomed()) return;
    const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
    if (Math.abs(x) > 40 && Math.abs(x) > 1.5 * Math.abs(y)) turn(wanted - Math.sign(x));
  }, { passive: true });
  if (form) form.addEventListener("submit", (event) => {
    event.preventDefault();
    turn(Number(form.elements.page.value));
    viewer.focus({ preventScroll: true });
  });

  // Links of this page mean what they meant at its own address.
  for (const link of document.links) {
    if (!/^(#|\/|[a-z]+:)/i.test(link.getAttribute("href"))) link.href = link.href;
  }
  viewer.tabIndex = -1;
  viewer.dataset.on = "";
  mark(null, shown);
  if (reader === "page") addEventListener("load", warm);
  else for (const name of ["mouseover", "touchstart", "focusin"]) {
    viewer.addEventListener(name, warm, { once: true, passive: true });
  }
};

const found = find("reader");
if (found && window.fetch) start(found);
