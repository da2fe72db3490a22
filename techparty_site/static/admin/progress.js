/* Files that wait or are being read say how far they are, until all are done. */

const PAUSE = 2000; /* ms */
const PATIENCE = 60000; /* ms, after answers that did not come */

const live = document.createElement("p");
live.className = "visually-hidden";
live.setAttribute("aria-live", "polite");

function moving() {
  return [...document.querySelectorAll('.reading[data-moving="yes"]')];
}

/* Who can't see the page hears how it ended, not every page on the way. */
function show(node, { text, moving, retry }) {
  node.firstElementChild.textContent = text;
  node.dataset.moving = moving ? "yes" : "";
  node.querySelector("button")?.toggleAttribute("hidden", !retry);
  if (!moving) live.textContent = `${node.dataset.name}：${text}`;
}

async function ask(nodes) {
  const query = new URLSearchParams(nodes.map((node) => ["id", node.dataset.id]));
  const response = await fetch(`${nodes[0].dataset.url}?${query}`, { redirect: "error" });
  const states = await response.json();
  for (const node of nodes) {
    if (node.dataset.id in states) show(node, states[node.dataset.id]);
    else node.dataset.moving = ""; /* deleted meanwhile */
  }
}

let asking = false;

async function follow() {
  if (asking) return;
  asking = true;
  let pause = PAUSE;
  for (let nodes = moving(); nodes.length; nodes = moving()) {
    try {
      if (!document.hidden) await ask(nodes);
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, PATIENCE);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  asking = false;
}

/* Without leaving the page: what stands unsaved in its form stays. */
async function readAgain(event) {
  const button = event.target.closest(".reading button");
  if (!button) return;
  event.preventDefault();
  button.disabled = true;
  try {
    await fetch(button.formAction, { method: "POST", body: new FormData(button.form) });
    const node = button.closest(".reading");
    await ask([node]);
    follow();
  } finally {
    button.disabled = false;
  }
}

document.body.append(live);
document.addEventListener("click", readAgain);
follow();
