// Full screen: the browser's own; the whole window where it has none, as on an iPhone.
export class Screen {
  constructor(viewer, settle) {
    this.viewer = viewer;
    this.settle = settle; // after each change
    this.button = viewer.querySelector("[data-full]");
    this.mayFill = viewer.requestFullscreen || viewer.webkitRequestFullscreen;
    for (const name of ["fullscreenchange", "webkitfullscreenchange"]) {
      document.addEventListener(name, () => this.dress(this.isNative()));
    }
    this.button.addEventListener("click", () => this.toggle());
  }

  isNative() {
    return (document.fullscreenElement || document.webkitFullscreenElement) === this.viewer;
  }

  isFixed() {
    return this.viewer.classList.contains("fixed");
  }

  isFilled() {
    return this.viewer.classList.contains("filled");
  }

  dress(on) {
    this.viewer.classList.toggle("filled", on);
    this.button.setAttribute("aria-pressed", String(on));
    this.settle();
  }

  fillWindow(on) {
    this.viewer.classList.toggle("fixed", on);
    document.documentElement.classList.toggle("still", on);
    for (let inner = this.viewer; inner !== document.body; inner = inner.parentElement) {
      for (const beside of inner.parentElement.children) if (beside !== inner) beside.inert = on;
    }
    this.dress(on);
  }

  toggle() {
    if (this.isFixed()) return this.fillWindow(false);
    if (this.isNative()) return (document.exitFullscreen || document.webkitExitFullscreen).call(document);
    if (!this.mayFill) return this.fillWindow(true);
    return Promise.resolve(this.mayFill.call(this.viewer)).catch(() => this.fillWindow(true));
  }
}
