// What fingers and keys say where something is turned like a page: slides and photos alike.
const FAR = 40; // px that make a swipe

export const STEPS = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 };

// Nobody else's: neither taken by others nor meant for the browser, which opens tabs and menus so.
export const isPlain = (event) =>
  !(event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey);

// A finger on a page that was made larger moves it about.
export const zoomed = () => Boolean(window.visualViewport && window.visualViewport.scale > 1.05);

// The left third of what is shown leads back, the rest on.
export const sideOf = ({ clientX }, area) => {
  const { left, width } = area.getBoundingClientRect();
  return clientX < left + width / 3 ? -1 : 1;
};

// Calls turn(-1 or 1) after swipes that are neither scrolling nor zooming.
export const onSwipe = (area, turn, within = () => true) => {
  let from = null;
  area.addEventListener("touchstart", ({ target, touches }) => {
    const [{ clientX, clientY }] = touches; // copied: Safari may reuse what it hands out
    from = touches.length === 1 && within(target) ? { clientX, clientY } : null;
  }, { passive: true });
  area.addEventListener("touchend", ({ changedTouches: [touch] }) => {
    if (!from || zoomed()) return;
    const [x, y] = [touch.clientX - from.clientX, touch.clientY - from.clientY];
    from = null;
    if (Math.abs(x) > FAR && Math.abs(x) > 1.5 * Math.abs(y)) turn(-Math.sign(x));
  }, { passive: true });
};
