"""The desk's history: what changed when and by whom, two states compared, one brought back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from techparty_site.lib.desk_keeping import KeepsSaves
from techparty_site.lib.history import changes, keeping
from techparty_site.lib.history.restoring import restore
from techparty_site.lib.history.states import State, parents, state_of
from techparty_site.lib.markup import MarkupError

SHOWN = 100  # revisions of a row


@dataclass(frozen=True)
class Step:
    revision: Revision

    @property
    def who(self) -> str:
        user = self.revision.user
        return (user.get_full_name() or user.get_username()) if user else ""

    @property
    def words(self) -> str:
        """In the language of who reads it."""
        try:
            message = json.loads(self.revision.comment)
        except ValueError:
            return str(self.revision.comment)
        kinds = {kind for part in message for kind in part}
        if "before" in kinds:
            return _("As it was before")
        if "aside" in kinds:
            return _("Set aside: somebody else had saved meanwhile")
        if "restored" in kinds:
            return _("An earlier state was brought back")
        if kinds == {"deleted"} and not message[0]["deleted"]:
            return _("Deleted")
        return LogEntry(change_message=self.revision.comment).get_change_message()


class KeepsHistory[M: Model](KeepsSaves[M]):
    """The pages."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        own = {"deleted_url": self.page("deleted")} if self._may_recover(request) else {}
        return super().changelist_view(request, {**own, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        if not self.is_kept:
            return super().get_urls()
        views: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "deleted/": ("deleted", self.deleted_view),
            "deleted/<int:revision>/recover/": ("recover", self.recover_view),
            "<path:object_id>/history/compare/": ("compare", self.compare_view),
            "<path:object_id>/history/<int:revision>/restore/": ("restore", self.restore_view),
        }
        info = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(route, self.admin_site.admin_view(view), name=f"{info}_{name}")
            for route, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def page(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        if not self.is_kept:
            return super().history_view(request, object_id, extra_context)
        row = self._row(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        context = {
            "title": _("History of “%s”") % row,
            "object": row,
            "steps": [Step(revision) for revision in self.revisions(row)],
            "compare_url": self.page("compare", quote(row.pk)),
        }
        return self._render(request, "admin/history.html", context)

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """`from` and `to` are revisions; without them, the newest and the one before."""
        row = self._row(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        known = self.revisions(row)
        after = asked(request, "to", known) or next(iter(known), None)
        older = [revision for revision in known if after and revision.pk < after.pk]
        before = asked(request, "from", known) or next(iter(older), None)
        if after and before and before.pk > after.pk:
            before, after = after, before
        states = [state_of(one, self.model, row.pk) if one else None for one in (before, after)]
        context = {
            "title": _("What changed in “%s”") % row,
            "object": row,
            "before": before and Step(before),
            "after": after and Step(after),
            "parts": changes.between(*states),
            "may_restore": self.has_change_permission(request, row),
            "history_url": self.page("history", quote(row.pk)),
            "restore_url": before and self.page("restore", quote(row.pk), before.pk),
        }
        return self._render(request, "admin/history_compare.html", context)

    def restore_view(self, request: HttpRequest, object_id: str, revision: int) -> HttpResponse:
        row = self._row(request, object_id)
        if row is None or request.method != "POST":
            return HttpResponseRedirect(self.page("changelist"))
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        chosen = keeping.revisions_of(row).filter(pk=revision).first()
        state = state_of(chosen, self.model, row.pk) if chosen else None
        if state is None:
            raise Http404
        keeping.keep_before(row)
        self._bring_back(request, state, [{"restored": {"revision": revision}}])
        return HttpResponseRedirect(self.page("change", quote(row.pk)))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        self._check_recovery(request)
        context = {
            "title": _("Deleted %s") % self.opts.verbose_name_plural,
            "steps": [
                (Step(one.revision), one.object_repr, self.page("recover", one.revision_id))
                for one in self.deleted(request)[:SHOWN]
            ],
        }
        return self._render(request, "admin/history_deleted.html", context)

    def recover_view(self, request: HttpRequest, revision: int) -> HttpResponse:
        self._check_recovery(request)
        version = next((one for one in self.deleted(request) if one.revision_id == revision), None)
        if version is None:
            raise Http404
        if request.method != "POST":
            return HttpResponseRedirect(self.page("deleted"))
        state = state_of(version.revision, self.model, version.object_id)
        if state is None or not self._bring_back(request, state, [{"restored": {}}]):
            return HttpResponseRedirect(self.page("deleted"))
        return HttpResponseRedirect(self.page("change", quote(version.object_id)))

    def _row(self, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, unquote(object_id))
        if row is not None and not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def revisions(self, row: Model) -> list[Revision]:
        """The newest first; of what lies in another row those in which it changed."""
        found = list(keeping.revisions_of(row).select_related("user")[:SHOWN])
        if keeping.root_of(row) == row:
            return found
        states = [state_of(one, self.model, row.pk) for one in found]
        older = [*states[1:], None]
        pairs = zip(found, states, older, strict=False)
        return [one for one, after, before in pairs if changes.between(before, after)]

    def deleted(self, request: HttpRequest) -> list[Version]:
        """The last versions of what is no more: one's own deletions, to editors all.

        What went with another row comes back with that one.
        """
        rows = Version.objects.get_deleted(self.model).select_related("revision__user")
        rows = rows.filter(revision__comment=json.dumps(keeping.DELETED)).order_by("-pk")
        if not self.recovers_all(request):
            rows = rows.filter(revision__user=request.user)
        return [one for one in rows if stood_alone(one)]

    def recovers_all(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def _may_recover(self, request: HttpRequest) -> bool:
        allowed = self.has_add_permission(request) and self.has_change_permission(request)
        # A talk comes back with its event, from the history of that.
        return self.is_kept and allowed and all(one.null for one in parents(self.model))

    def _check_recovery(self, request: HttpRequest) -> None:
        if not self._may_recover(request):
            raise PermissionDenied

    def _bring_back(self, request: HttpRequest, state: State, message: Any) -> bool:
        """Refused where the row would then be another city's."""
        rows = self.model._default_manager.filter(pk=state.key)
        try:
            with transaction.atomic():
                before = self.reach(rows.first())
                is_back, problems = restore(state)
                row = rows.first()
                if is_back and row is not None:
                    if not self.has_change_permission(request, row):
                        raise PermissionDenied
                    if not self.may_reach(request, before ^ self.reach(row)):
                        raise PermissionDenied
                    self.log_change(request, row, message)
        except MarkupError as error:
            is_back, problems, row = False, [str(error)], None
        for text in problems:
            self.message_user(request, text, messages.WARNING)
        if is_back:
            text = _("“%s” is again as it was. What it was until now stays in the history.")
            self.message_user(request, text % row, messages.SUCCESS)
        return is_back

    def reach(self, row: M | None) -> set[int]:
        """The cities that a row links itself to, where only their own people may do so."""
        return set()

    def may_reach(self, request: HttpRequest, cities: set[int]) -> bool:
        return not cities or self.recovers_all(request)

    def _render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
        }
        return TemplateResponse(request, template, {**shared, **context})


def stood_alone(version: Version) -> bool:
    fields = json.loads(version.serialized_data)[0]["fields"]
    return not any(fields.get(one.name) for one in parents(version._model))


def asked(request: HttpRequest, name: str, known: list[Revision]) -> Revision | None:
    """One of those that are known; of others nobody hears."""
    number = request.GET.get(name, "")
    return next((one for one in known if str(one.pk) == number), None)
