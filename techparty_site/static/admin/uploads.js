/* Looks at a chosen file before it is sent. The rules and the sentences stand in the list beside
   the field (events/admin/endings.py), which the server keeps to as well. */

const MEGABYTE = 2 ** 20;

function partsOf(inside) {
  const row = inside.closest(".inline-related, form");
  const rules = row?.querySelector("ul.uploads");
  return (
    rules && {
      rules,
      lines: [...rules.children],
      file: row.querySelector("input[type=file]"),
      kind: row.querySelector("select[name=kind], select[name$='-kind']"),
    }
  );
}

function endingOf(name) {
  return name.includes(".") ? name.split(".").pop().toLowerCase() : "";
}

function endingsOf(line) {
  return line.dataset.endings.split(" ");
}

function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, key) => values[key] ?? whole);
}

function shorten(name) {
  return name.length <= 80 ? name : `${name.slice(0, 70)}…${name.slice(-9)}`;
}

/* A file that ends like a deck is one, unless somebody has said otherwise. */
function guessKind({ kind, file, lines }) {
  const ending = endingOf(file.files[0]?.name ?? "");
  const line = lines.find((each) => each.dataset.telling && endingsOf(each).includes(ending));
  if (!kind || kind.value || !line) return;
  kind.value = line.dataset.kind;
  kind.dispatchEvent(new Event("change", { bubbles: true }));
}

/* Only the rule of the chosen kind, where one is chosen. */
function showRules({ kind, file, lines }) {
  const chosen = lines.find((line) => line.dataset.kind === kind?.value);
  for (const line of lines) line.hidden = Boolean(chosen) && line !== chosen;
  if (chosen) file.accept = chosen.dataset.accept;
  else file.removeAttribute("accept");
}

function problemOf({ kind, file, lines, rules }) {
  const sent = file.files[0];
  if (!sent) return "";
  const fitting = lines.filter((line) => !kind?.value || line.dataset.kind === kind.value);
  const taking = fitting.filter((line) => endingsOf(line).includes(endingOf(sent.name)));
  const limit = Math.max(...taking.map((line) => Number(line.dataset.megabytes)));
  const allowed = [...new Set(fitting.flatMap(endingsOf))].join(", ");
  const values = { name: shorten(sent.name), allowed, limit };
  if (!taking.length) return fill(rules.dataset.ending, values);
  return sent.size > limit * MEGABYTE ? fill(rules.dataset.tooLarge, values) : "";
}

function tell(file, text) {
  const id = `${file.id}_problem`;
  document.getElementById(id)?.remove();
  file.removeAttribute("aria-invalid");
  file.removeAttribute("aria-describedby"); /* the help belongs to the fieldset */
  if (!text) return;
  const list = document.createElement("ul");
  list.id = id;
  list.className = "errorlist";
  list.setAttribute("role", "alert");
  const item = document.createElement("li");
  item.textContent = text;
  list.append(item);
  file.before(list);
  file.setAttribute("aria-invalid", "true");
  file.setAttribute("aria-describedby", id);
}

function check(parts) {
  showRules(parts);
  tell(parts.file, problemOf(parts));
}

function fieldsOf(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  return inputs.filter((file) => !file.name.includes("__prefix__")).map(partsOf).filter(Boolean);
}

/* What is wrong with all of them together, said at the last of them. */
function checkTogether(fields) {
  const sent = fields.filter(({ file }) => file.files.length);
  const last = sent.at(-1);
  if (!last) return;
  const { files, megabytes, tooMany, tooMuch } = last.rules.dataset;
  const size = sent.reduce((sum, { file }) => sum + file.files[0].size, 0);
  if (sent.length > Number(files)) tell(last.file, tooMany);
  else if (size > Number(megabytes) * MEGABYTE) tell(last.file, tooMuch);
}

function checkAll(event) {
  const fields = fieldsOf(event.target);
  fields.forEach(check);
  checkTogether(fields);
  const bad = fields.find(({ file }) => file.hasAttribute("aria-invalid"));
  if (!bad) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  bad.file.focus();
  bad.file.scrollIntoView({ block: "center" });
}

/* Nothing of a page being sent moves: minutes, when the files are large. */
function sayOnItsWay({ target: form, defaultPrevented }) {
  const sent = defaultPrevented ? [] : fieldsOf(form).filter(({ file }) => file.files.length);
  if (!sent.length) return;
  const size = sent.reduce((sum, { file }) => sum + file.files[0].size, 0);
  const megabytes = Math.max(size / MEGABYTE, 0.1).toFixed(1);
  onItsWay.textContent = fill(sent[0].rules.dataset.sending, { files: sent.length, megabytes });
}

/* A page that came back opens at its top; what is wrong may be ten screens below. */
function showFirstProblem() {
  const first = form.querySelector(".errorlist");
  const row = first?.closest(".form-row, .inline-related");
  row?.querySelector("[aria-invalid=true]")?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: "center" });
}

function changed({ target }) {
  const parts = target.matches("input[type=file], select") && partsOf(target);
  if (!parts || (target !== parts.file && target !== parts.kind)) return;
  if (target === parts.file) guessKind(parts);
  check(parts);
}

const onItsWay = document.createElement("p");
onItsWay.className = "on-its-way";
onItsWay.setAttribute("role", "status");

const form = document.querySelector("#content-main form[id$=_form]");
if (form) {
  document.body.append(onItsWay);
  form.addEventListener("change", changed);
  form.addEventListener("submit", checkAll, { capture: true });
  form.addEventListener("submit", sayOnItsWay);
  window.addEventListener("pageshow", () => (onItsWay.textContent = ""));
  fieldsOf(form).forEach(showRules);
  /* Django's change_form.js is async and takes the focus to the first field: it comes before load. */
  window.addEventListener("load", showFirstProblem);
}
