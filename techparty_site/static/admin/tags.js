"use strict";
/* The tag box keeps what stands in it when somebody leaves it: select2 would drop a word that was
   typed faster than its suggestions came. Escape alone drops it. */
{
  const $ = django.jQuery;
  const SEPARATORS = /[,，、;；\n]+/;
  const ESCAPE = 27;

  /* Enter takes what is first: a tag that is there goes before a new one of the same beginning. */
  $.fn.select2.defaults.set("insertTag", (offered, fresh) => offered.push(fresh));

  function keep(select, text) {
    for (const piece of text.split(SEPARATORS)) {
      const name = piece.trim().replace(/\s+/g, " ");
      const known = [...select.options].find((option) => option.value === name);
      if (known) known.selected = true;
      else if (name) select.append(new Option(name, name, true, true));
    }
    $(select).trigger("change");
  }

  /* A list that closes takes the focus back to its box; the page would jump there, away from the
     button that was being clicked. */
  function stay(element) {
    element.focus = () => HTMLElement.prototype.focus.call(element, { preventScroll: true });
  }

  $(document).on("select2:closing", "select", function (event) {
    const container = $(this).data("select2").$container.get(0);
    container.querySelectorAll(".select2-selection, .select2-search__field").forEach(stay);
    const typed = container.querySelector(".select2-search__field")?.value ?? "";
    const cause = event.params?.args ?? {};
    const chosen = cause.originalSelect2Event !== undefined;
    const dropped = cause.originalEvent?.which === ESCAPE;
    if (this.dataset.tags && !chosen && !dropped && typed.trim()) keep(this, typed);
  });
}
