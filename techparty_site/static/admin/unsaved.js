/* What stood in a form when it was sent stays in this tab until a page says that it was saved: a
   session that ran out, or a form that was refused, must not cost a night's text. */

const PREFIX = "unsaved:";
const LAST = "unsaved-last";
const TEXTS = ["text", "url", "email", "number", "date", "time", "search"];
const KEY = PREFIX + location.pathname;

const form = document.querySelector("#content-main form[id$=_form]");
const notice = document.querySelector(".unsaved");

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !field.name.includes("__prefix__") &&
      (field.matches("textarea, select") || TEXTS.includes(field.type)),
  );
}

function valueOf(field) {
  if (!field.matches("select")) return field.value;
  return [...field.selectedOptions].map((option) => [option.value, option.text]);
}

function snapshot(form) {
  const fields = fieldsOf(form).map((field) => [field.name, valueOf(field)]);
  const rows = [...form.querySelectorAll("[name$=-TOTAL_FORMS]")];
  return {
    fields: Object.fromEntries(fields),
    rows: Object.fromEntries(rows.map((total) => [total.name, Number(total.value)])),
  };
}

function addRows(form, rows) {
  for (const [name, count] of Object.entries(rows)) {
    const group = document.getElementById(name.replace("TOTAL_FORMS", "group"));
    for (let left = count - Number(form.elements[name]?.value ?? count); left > 0; left--) {
      group?.querySelector(".add-row a")?.click();
    }
  }
}

function fill(field, value) {
  if (!field.matches("select")) {
    field.value = value;
    return;
  }
  for (const option of field.options) option.selected = false;
  for (const [key, text] of value) {
    const known = [...field.options].find((option) => option.value === key);
    if (known) known.selected = true;
    else field.append(new Option(text, key, true, true));
  }
  window.django?.jQuery?.(field).trigger("change");
}

function restore(form, kept) {
  addRows(form, kept.rows);
  for (const field of fieldsOf(form)) {
    if (field.name in kept.fields) fill(field, kept.fields[field.name]);
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(snapshot(form)));
    sessionStorage.setItem(LAST, KEY);
  } catch {
    /* No room, or storage is off: then it is as without this script. */
  }
}

function forget(key) {
  sessionStorage.removeItem(key);
}

function forgetAll() {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX))
    .forEach(forget);
}

function differs(kept) {
  const now = snapshot(form);
  const changed = ([name, value]) => JSON.stringify(now.fields[name]) !== JSON.stringify(value);
  return Object.entries(kept.fields).some(changed);
}

function offer() {
  const kept = read();
  const cameBack = document.querySelector(".errornote"); /* with what was sent in its fields */
  if (!kept || !notice || cameBack || !differs(kept)) return;
  notice.hidden = false;
  notice.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    if (target.name === "restore") restore(form, kept);
    else forget(KEY);
    notice.hidden = true;
  });
}

/* Only the page right after a save tells how that save went. */
const last = sessionStorage.getItem(LAST);
sessionStorage.removeItem(LAST);
if (last && document.querySelector(".messagelist .success")) forget(last);
document.getElementById("logout-form")?.addEventListener("submit", forgetAll);
if (form) {
  form.addEventListener("submit", keep);
  window.addEventListener("pageshow", offer, { once: true });
}
