"""Transcripts whole: of an event with the way to each of its talks, or of a talk alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from events.materials import Materials, tell_owners
from events.models import Attachment, Event, Talk
from events.sheets import address, sheets
from events.transcript import contents, path_of, whole_speeches
from events.views.owners import find_event, find_talk
from techparty_site.lib.marking import wanted
from techparty_site.lib.paging import page_of

Kind = Attachment.Kind


def event_transcript(request: HttpRequest, slug: str) -> HttpResponse:
    event = find_event(request, slug)
    own = list(Attachment.objects.shown().filter(event=event))
    tell_owners(own, [event], [])
    talks = list(event.talks.with_credits().order_by("position", "pk"))
    return show(request, event, Materials(own, []), talks)


def talk_transcript(request: HttpRequest, slug: str) -> HttpResponse:
    talk = find_talk(request, slug)
    rows = Attachment.objects.shown()
    own = list(rows.filter(talk=talk))
    shared = list(rows.filter(event=talk.event).exclude(kind=Kind.TRANSCRIPT).defer("text"))
    tell_owners([*own, *shared], [talk.event], [talk])
    return show(request, talk, Materials(own, shared), [])


def show(
    request: HttpRequest, owner: Event | Talk, materials: Materials, talks: list[Talk]
) -> HttpResponse:
    found = whole_speeches(materials)
    if not found:
        raise Http404
    cut = sheets([line for speech in found for line in speech.beginning])
    page = page_of(request, cut, per_page=1)
    sheet = page.object_list[0]
    path = path_of(found[0].attachment)
    context = {
        "owner": owner,
        "owner_name": str(owner),
        "event": owner.event if isinstance(owner, Talk) else owner,
        "talk": owner if isinstance(owner, Talk) else None,
        "materials": materials,
        "speeches": [part for speech in found if (part := speech.on(sheet)).beginning],
        "contents": [
            (talk, f"#s{number}" if number in sheet else address(path, number, cut))
            for talk, number in contents(materials, talks)
        ],
        "talks": talks,
        "page": page,
        "marks": wanted(request),
    }
    return render(request, "events/transcript.html", context)
