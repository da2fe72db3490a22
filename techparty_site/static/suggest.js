// While somebody types into a search box: talks, speakers and tags of that name, as a list to
// walk with the arrow keys. The form does without.
const PAUSE = 150; // ms without a key before it is asked
const SHORTEST = 2; // characters
const KEPT = 50; // answers
const answers = new Map();

const element = (name, text, attributes) => {
  const made = document.createElement(name);
  made.textContent = text || "";
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
};

class Suggestions {
  constructor(input) {
    this.input = input;
    this.form = input.form;
    this.list = element("ul", "", { id: `${input.id}-list`, role: "listbox", class: "offer", "aria-label": input.labels[0].textContent });
    this.list.hidden = true;
    this.form.append(this.list);
    this.at = -1;
    this.timer = 0;
    const pairs = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [key, value] of Object.entries(pairs)) input.setAttribute(key, value);
    input.addEventListener("input", (event) => event.isComposing || this.later());
    input.addEventListener("compositionend", () => this.later());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150)); // after a click on one
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const text = this.input.value.trim();
    if ([...text].length < SHORTEST) return this.close();
    if (!answers.has(text)) {
      try {
        const response = await fetch(`${this.form.dataset.suggest}?q=${encodeURIComponent(text)}`);
        if (!response.ok) return this.close();
        if (answers.size > KEPT) answers.clear();
        answers.set(text, (await response.json()).suggestions);
      } catch {
        return this.close(); // no connection: the form may still get through
      }
    }
    if (text === this.input.value.trim()) this.show(answers.get(text));
  }

  show(found) {
    this.at = -1;
    this.list.replaceChildren(
      ...found.map((one, index) => {
        const option = element("li", "", { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" });
        const link = element("a", one.title, { href: one.url, tabindex: "-1" });
        option.append(link, element("small", [one.kind, one.note].filter(Boolean).join(" · ")));
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => link.click(), { once: true });
        link.addEventListener("click", (event) => event.stopPropagation());
        return option;
      }),
    );
    this.list.hidden = !found.length || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing || this.list.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key in steps) {
      event.preventDefault();
      this.move(steps[event.key]);
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.options[this.at].querySelector("a").click();
    }
  }

  move(step) {
    const { options } = this;
    const places = options.length + 1; // and the box itself
    this.at = ((this.at + 1 + step + places) % places) - 1;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    if (this.at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", options[this.at].id);
    options[this.at].scrollIntoView({ block: "nearest" });
  }
}

// The style sheet has a hashed name: the page tells it.
const dress = (form) => {
  const sheet = element("link", "", { rel: "stylesheet", href: form.dataset.sheet });
  if (![...document.styleSheets].some((one) => one.href === sheet.href)) document.head.append(sheet);
};

const known = new WeakSet();
export const offer = (input) => {
  if (input.type !== "search" || known.has(input)) return;
  known.add(input);
  dress(input.form);
  new Suggestions(input).later();
};
