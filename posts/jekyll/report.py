"""The report as JSON: what `score_import.py` scores, and what a person has to look at."""

from collections.abc import Iterable, Mapping
from typing import Any

from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import AttachmentClaim, Note, PostProposal, TalkClaim


def to_json(
    proposals: Iterable[PostProposal],
    problems: Iterable[ImportProblem],
    lost: Mapping[str, Iterable[Note]] | None = None,
    said: Mapping[str, Iterable[Note]] | None = None,
) -> dict[str, Any]:
    """`lost` is what the proof missed, `said` what writing had to say, by the name of the file."""

    def post(one: PostProposal) -> dict[str, Any]:
        name = one.source.file_name
        missing = _notes((lost or {}).get(name, ()))
        told = _notes((said or {}).get(name, ()))
        return {**_post(one), "imported": not missing, "lost": missing, "notes": told}

    return {
        "posts": [post(one) for one in proposals],
        "problems": [
            {"file": problem.file_name, "message": problem.sentence, "line": problem.line}
            for problem in problems
        ],
    }


def _post(proposal: PostProposal) -> dict[str, Any]:
    event = proposal.event
    return {
        "file": proposal.source.file_name,
        "kind": proposal.kind,
        "cities": proposal.cities,
        "event_date": event.date.isoformat() if event.date else None,
        "event": {
            "title": event.title,
            "starts_at": event.starts_at.isoformat("minutes") if event.starts_at else None,
            "ends_at": event.ends_at.isoformat("minutes") if event.ends_at else None,
            "venue": event.venue,
            "address": event.address,
            "signup_url": event.signup_url,
            "head_count": event.head_count,
            "sponsors": event.sponsors,
        },
        "talks": [_talk(talk) for talk in proposal.talks],
        "attachments": [_attachment(claim) for claim in proposal.attachments],
        "claims": _notes(event.claims),
        "unplaced": _notes(proposal.unplaced),
        "repaired": _notes([*proposal.source.notes, *proposal.repaired]),
        "dropped": _notes(proposal.dropped),
        "conflicts": _notes(proposal.conflicts),
    }


def _talk(talk: TalkClaim) -> dict[str, Any]:
    return {
        "title": talk.title,
        "speakers": [speaker.name for speaker in talk.speakers],
        "attachments": [_attachment(claim) for claim in talk.attachments],
        "line": talk.line,
        "confidence": round(talk.confidence, 2),
        "pattern": talk.pattern,
    }


def _attachment(claim: AttachmentClaim) -> dict[str, Any]:
    return {"kind": claim.kind, "url": claim.url, "label": claim.label, "line": claim.line}


def _notes(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """In the order of the lines; what concerns the whole file first."""
    unique = sorted(dict.fromkeys(notes), key=lambda note: note.line or 0)
    return [{"line": note.line, "message": str(note.message)} for note in unique]
