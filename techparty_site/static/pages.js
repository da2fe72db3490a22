// The pages of a deck, as their own HTML: each fetched once, the neighbours before they are asked for.
const KEPT = 12; // pages kept in memory

const nothing = () => {};

// Until the picture of the page is there to be painted at once.
export const decode = (page) => {
  const there = page.querySelector("[data-part=stage] img");
  const picture = new Image();
  if (!there || !picture.decode) return nothing();
  picture.sizes = there.sizes;
  picture.srcset = there.srcset;
  picture.src = there.getAttribute("src");
  return picture.decode().catch(nothing); // a broken one is noticed on the stage
};

export class Pages {
  constructor(addressOf) {
    this.addressOf = addressOf;
    this.kept = new Map(); // number: promise of its document
  }

  async fetch(number) {
    const response = await fetch(this.addressOf(number), { credentials: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  }

  load(number) {
    if (!this.kept.has(number)) {
      const coming = this.fetch(number);
      coming.catch(() => this.kept.delete(number));
      this.kept.set(number, coming);
      if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    return this.kept.get(number);
  }

  warm(numbers) {
    if (navigator.connection && navigator.connection.saveData) return;
    for (const number of numbers) this.load(number).then(decode).catch(nothing);
  }
}
