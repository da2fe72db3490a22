"use strict";
/* The tag box keeps what stands in it when somebody leaves it: select2 would drop a word that was
   typed faster than its suggestions came. Escape alone drops it. */
{
  const $ = django.jQuery;
  const SEPARATORS = /[,，、;；\n]+/;
  const ESCAPE = 27;

  function keep(select, text) {
    for (const piece of text.split(SEPARATORS)) {
      const name = piece.trim().replace(/\s+/g, " ");
      const known = [...select.options].find((option) => option.value === name);
      if (known) known.selected = true;
      else if (name) select.append(new Option(name, name, true, true));
    }
    $(select).trigger("change");
  }

  $(document).on("select2:closing", "select[data-tags]", function (event) {
    const cause = event.params?.args ?? {};
    const chosen = cause.originalSelect2Event !== undefined;
    if (chosen || cause.originalEvent?.which === ESCAPE) return;
    const box = $(this).data("select2").$container.find(".select2-search__field");
    if (box.val()?.trim()) keep(this, box.val());
  });
}
