/* Names for what Django and select2 leave nameless to those who listen to the page. */

const $ = window.django?.jQuery;

function nameOf(field) {
  const cell = field.closest("td");
  const found =
    document.querySelector(`label[for="${field.id}"]`) ??
    (cell && field.closest("table").tHead?.rows[0].cells[cell.cellIndex]) ??
    field.closest("fieldset")?.querySelector("legend");
  return found?.textContent.replace(/[:：?？]\s*$/, "").trim() ?? "";
}

function nameSearch(select) {
  const box = $(select).data("select2");
  for (const part of box ? [...box.$container, ...box.$dropdown] : []) {
    part.querySelector(".select2-search__field")?.setAttribute("aria-label", nameOf(select));
    part.querySelector("ul.select2-selection__rendered > span")?.setAttribute("role", "listitem");
  }
}

function nameAll(root) {
  if ($) root.querySelectorAll("select.admin-autocomplete").forEach(nameSearch);
  root.querySelectorAll("form :is(input:not([type=hidden]), select, textarea)").forEach((field) => {
    const nameless = field.id && !field.labels?.length && !field.hasAttribute("aria-label");
    if (nameless) field.setAttribute("aria-label", nameOf(field));
  });
}

function fillHeadings() {
  for (const cell of document.querySelectorAll("th:empty")) {
    const plain = document.createElement("td");
    plain.className = cell.className;
    cell.replaceWith(plain);
  }
}

fillHeadings();
/* After the scripts that were ready before: they make the boxes. */
$?.(() => setTimeout(() => nameAll(document)));
$?.(document).on("select2:open", "select", (event) => nameSearch(event.target));
document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
