/* Names for what Django and select2 leave nameless to those who listen to the page. */

function nameOf(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const column = select.closest("td")?.className.match(/field-(\S+)/)?.[1];
  const heading = column && select.closest("table").querySelector(`.column-${column}`);
  return (label ?? heading)?.textContent.replace(/[:：]\s*$/, "").trim();
}

function nameSearch(select) {
  const box = window.django.jQuery(select).data("select2");
  const fields = box ? [...box.$container, ...box.$dropdown] : [];
  for (const part of fields) {
    part.querySelector(".select2-search__field")?.setAttribute("aria-label", nameOf(select) ?? "");
  }
}

function nameAll(root) {
  root.querySelectorAll("select.admin-autocomplete").forEach(nameSearch);
}

function fillHeadings() {
  for (const cell of document.querySelectorAll("th:empty")) {
    const plain = document.createElement("td");
    plain.className = cell.className;
    cell.replaceWith(plain);
  }
}

fillHeadings();
window.addEventListener("load", () => {
  nameAll(document);
  window.django?.jQuery(document).on("select2:open", "select", (event) => nameSearch(event.target));
});
document.addEventListener("formset:added", (event) => setTimeout(() => nameAll(event.target)));
