// Ties recordings to their transcripts: a time beside the text plays from there, the paragraph
// being said is marked, #t=12:30 in the address opens the page at that time. Every time is a
// link to the recording that works without this.
const TIME = /#t=(?:(?:(\d+):)?(\d{1,2}):)?(\d+)$/;
const START = 1; // second, before which nobody wants a link to the moment

const secondsOf = (address) => {
  const match = TIME.exec(address);
  if (!match) return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part || 0));
  return hours * 3600 + minutes * 60 + seconds;
};
const pad = (number) => String(number).padStart(2, "0");
const clock = (seconds) => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:` : ""}${pad(minutes)}:${pad(Math.floor(seconds) % 60)}`;
};
const isPlain = (event) =>
  !(event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
const remember = (seconds) => history.replaceState(history.state, "", `#t=${clock(seconds)}`);

const tie = (figure) => {
  const media = figure.querySelector("audio, video");
  const [moment, status] = figure.querySelectorAll("[data-moment], [role=status]");
  const lines = [...document.querySelectorAll(".speech a")]
    .filter((link) => link.pathname === new URL(media.src).pathname && secondsOf(link.hash) !== null)
    .map((link) => ({ link, seconds: secondsOf(link.hash), paragraph: link.parentElement }));
  let said = null;

  const mark = (seconds) => {
    const earlier = lines.filter((line) => line.seconds <= seconds);
    const found = earlier.length ? earlier.reduce((one, other) => (other.seconds >= one.seconds ? other : one)) : null;
    const paragraph = found && found.paragraph;
    if (paragraph === said) return;
    if (said) said.removeAttribute("aria-current");
    if (paragraph) paragraph.setAttribute("aria-current", "true");
    said = paragraph;
  };
  const seek = (seconds) => {
    const jump = () => {
      media.currentTime = seconds;
    };
    if (media.readyState) jump();
    else {
      media.addEventListener("loadedmetadata", jump, { once: true });
      media.preload = "metadata";
    }
    mark(seconds);
  };
  const play = (seconds) => {
    seek(seconds);
    remember(seconds);
    media.play().catch(() => {}); // the player itself says what is wrong
  };
  // An address was opened: nothing sounds before somebody wants it to.
  const open = (seconds) => {
    seek(seconds);
    const fold = said && said.closest("details");
    if (fold) fold.open = true;
    (said || figure).scrollIntoView({ block: "center" });
  };

  for (const { link, seconds } of lines) {
    link.addEventListener("click", (event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      if (said === link.parentElement && !media.paused) media.pause();
      else play(seconds);
    });
  }
  media.addEventListener("timeupdate", () => {
    mark(media.currentTime);
    if (!moment || media.currentTime < START) return;
    moment.hidden = false;
    moment.hash = `t=${clock(media.currentTime)}`;
    moment.querySelector("time").textContent = clock(media.currentTime);
  });
  moment.addEventListener("click", async (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    remember(media.currentTime);
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = moment.dataset.copied;
      setTimeout(() => (status.textContent = ""), 3000);
    } catch {
      // No clipboard here: the address bar has it.
    }
  });
  follow(figure, media);
  return { lines, media, open };
};

// Once it plays and is left behind, it stays at the foot of the window, so that it can be stopped.
const follow = (figure, media) => {
  const place = document.createElement("div");
  figure.before(place);
  let floats = false;
  const settle = () => {
    const bottom = (floats ? place : figure).getBoundingClientRect().bottom;
    const wanted = bottom < 0 && (floats || !media.paused) && !media.ended;
    if (wanted === floats) return;
    place.style.height = wanted ? `${figure.offsetHeight}px` : "";
    figure.classList.toggle("afloat", wanted);
    floats = wanted;
  };
  new IntersectionObserver(settle).observe(place);
  for (const name of ["play", "timeupdate", "ended"]) media.addEventListener(name, settle);
};

const players = [...document.querySelectorAll(".player")].map(tie);
const openMoment = () => {
  const seconds = secondsOf(location.hash);
  const player = players.find(({ lines }) => lines.length) || players[0];
  if (player && seconds !== null) player.open(seconds);
};
for (const { media } of players) {
  media.addEventListener("play", () => {
    for (const other of players) if (other.media !== media) other.media.pause();
  });
}
addEventListener("hashchange", openMoment);
openMoment();
