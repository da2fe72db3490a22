"""What somebody may ask for who has no account: a photo taken away, a mistake put right."""

from urllib.parse import unquote, urlencode

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from events.models import Attachment, Correction
from events.photos import photo_of
from events.views.owners import find_event
from events.wishes import wish_away
from techparty_site.lib.throttle import Busy, Limit, address_of

LIMIT = Limit("wishes", times=10, seconds=3600, at_once=2, at_once_for_all=8)
CONTACT = gettext_lazy("An e-mail address or whatever you like, if you want an answer")


class RemovalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why (you need not say)"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    contact = forms.CharField(label=CONTACT, max_length=200, required=False)


class CorrectionForm(forms.Form):
    page = forms.CharField(max_length=500, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and how it should read"),
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": gettext_lazy("Write down what is wrong, a few words will do.")},
    )
    contact = forms.CharField(label=CONTACT, max_length=200, required=False)

    def clean_page(self) -> str:
        page = unquote(self.cleaned_data["page"])
        if not is_page(page):
            raise forms.ValidationError(_("This is no page of this site."))
        return page


def is_page(path: str) -> bool:
    """A path of this site, whatever a browser makes of slashes and backslashes."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


@require_http_methods(["GET", "HEAD", "POST"])
def photo_removal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Asks once, then hides the photo at once; afterwards the same address says that it is done."""
    event = find_event(request, slug)
    rows = Attachment.objects.of_events([event]).filter(kind=Attachment.Kind.PHOTO)
    found = rows.select_related("talk").prefetch_related("renditions").filter(pk=number).first()
    if found and found.hidden and found.removals.exists():
        return render(request, "events/photo_removed.html", {"event": event})
    photo = photo_of(found)
    if found is None or photo is None:
        raise Http404
    form = RemovalForm(sent(request))
    if request.method == "POST" and form.is_valid() and is_let_through(request, form):
        wish_away(found, **form.cleaned_data)
        return redirect(request.path)
    context = {"event": event, "photo": photo, "form": form}
    return answer(request, "events/photo_removal.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest) -> HttpResponse:
    """`?page=` is the path of the page that has the mistake."""
    page = request.GET.get("page", "")[:500]
    form = CorrectionForm(sent(request), initial={"page": page if is_page(page) else "/"})
    if request.method == "POST" and form.is_valid() and is_let_through(request, form):
        Correction.objects.create(**form.cleaned_data)
        done = {"page": form.cleaned_data["page"]}
        return redirect(f"{reverse('correction_sent')}?{urlencode(done)}")
    return answer(request, "events/correction.html", {"form": form}, form)


def correction_sent(request: HttpRequest) -> HttpResponse:
    page = request.GET.get("page", "")
    return render(request, "events/correction_sent.html", {"page": page if is_page(page) else ""})


def sent(request: HttpRequest) -> QueryDict | None:
    """Nothing filled in is an answer, too."""
    return request.POST if request.method == "POST" else None


def is_let_through(request: HttpRequest, form: forms.Form) -> bool:
    """So many in an hour from one address; what was written stays in the form."""
    try:
        LIMIT.take(address_of(request)).free()
    except Busy as busy:
        minutes = -(-busy.retry // 60)
        text = ngettext(
            "That was a lot at once. Please try again in a minute.",
            "That was a lot at once. Please try again in {minutes} minutes.",
            minutes,
        )
        form.add_error(None, forms.ValidationError(text.format(minutes=minutes), code="busy"))
        return False
    return True


def answer(request: HttpRequest, template: str, context: object, form: forms.Form) -> HttpResponse:
    """A form that can't be taken says so in its status, too."""
    status = 200
    if form.is_bound and form.errors:
        status = 429 if form.has_error(NON_FIELD_ERRORS, "busy") else 400
    return render(request, template, context, status=status)  # type: ignore[arg-type]
