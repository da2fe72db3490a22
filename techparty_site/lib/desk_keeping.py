"""Every save at the desk is kept, and none goes over another that was not seen."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from techparty_site.lib.history import keeping
from techparty_site.lib.history.clashes import digest_now, digest_of, stale_since

if TYPE_CHECKING:

    class _Admin[M: Model](admin.ModelAdmin[M]): ...

else:

    class _Admin[M]: ...


class KeepsSaves[M: Model](_Admin[M]):
    """For admins of models that take part in the history."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        if request.method != "POST" or not object_id or not self.is_kept:
            return super().changeform_view(request, object_id, *args, **kwargs)
        # One after the other: whoever comes second has to see what the first one saved.
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
            if row is not None:
                keeping.lock(row)
                keeping.keep_before(row)
                request.stale = stale_since(row, request.POST.get("_state", ""))  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.stale = getattr(request, "stale", None)  # type: ignore[attr-defined]
        return form

    def note_state(self, request: HttpRequest, context: dict[str, Any]) -> None:
        """What the page shows, so that the next save knows; and what clashed in the last one."""
        row, form = context["original"], context["adminform"].form
        if row is None or not self.is_kept:
            return
        if request.method == "GET" and self.has_change_permission(request, row):
            # Kept, so that a clash can be told from what only one of two touched.
            seen = digest_of(keeping.keep_before(row))
        else:
            seen = digest_now(row)
        inlines = [one for group in context["inline_admin_formsets"] for one in group.formset.forms]
        clashed = [one for one in (form, *inlines) if getattr(one, "clashes", None)]
        context["state"] = request.POST.get("_state") or seen
        if request.method == "POST":
            context["seen"] = request.POST.get("_seen", "")
        if clashed:
            clashes = [clash for one in clashed for clash in one.clashes]
            may_merge = any(clash.choices for clash in clashes)
            context |= {"clashes": clashes, "may_merge": may_merge}
            context |= {"seen": seen, "stale": request.stale}  # type: ignore[attr-defined]
            for one in clashed if "_merge" not in request.POST else ():
                self._set_aside(request, one)

    def _set_aside(self, request: HttpRequest, form: Any) -> None:
        """What was sent is not lost, whatever becomes of the clash."""
        row = keeping.fresh(form.instance)
        for clash in form.clashes:
            name = clash.name.removeprefix(f"{form.prefix}-" if form.prefix else "")
            setattr(row, name, clash.own)
        if row is not None:
            keeping.set_aside(row, request.user)

    @property
    def is_kept(self) -> bool:
        return keeping.is_kept(self.model)

    def log_addition(self, request: HttpRequest, obj: M, message: Any) -> LogEntry:
        entry = super().log_addition(request, obj, message)
        self._keep(request, obj, message)
        return entry

    def log_change(self, request: HttpRequest, obj: M, message: Any) -> LogEntry:
        entry = super().log_change(request, obj, message)
        self._keep(request, obj, message)
        return entry

    def _keep(self, request: HttpRequest, obj: M, message: Any) -> None:
        if self.is_kept:
            keeping.keep(obj, request.user, message)

    def log_deletions(self, request: HttpRequest, queryset: "QuerySet[Any]") -> Any:
        """Before they go. What lies in another row is missing in that one's next revision."""
        for row in queryset if self.is_kept else ():
            if keeping.root_of(row) == row:
                keeping.keep(row, request.user, keeping.DELETED)
            else:
                keeping.keep_before(row)
                name = str(self.opts.verbose_name_raw)
                message = [{"deleted": {"name": name, "object": str(row)}}]
                root = keeping.root_of(row)
                transaction.on_commit(partial(keeping.keep, root, request.user, message))
        return super().log_deletions(request, queryset)
