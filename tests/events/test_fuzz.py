"""Mutated files through the whole pipeline; `tests.drills.fuzz_files` brings thousands."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import processing
from events.intake import take_in
from events.models import Attachment
from tests import samples
from tests.mutations import mutate

REASONS = set(Attachment.Problem.values) - {Attachment.Problem.FAILED}
GOOD = [
    ("a.pdf", "slides", samples.make_pdf("Hello world", "again")),
    ("turned.pdf", "slides", samples.make_pdf("Hello", rotate=90, more="/CropBox [0 0 90 90]")),
    ("a.pptx", "slides", samples.make_presentation("Hello", "again")),
    ("a.odp", "slides", samples.make_odp("Hello", "again")),
]


def outcome_of(kind: str, name: str, content: bytes) -> str:
    """How the row ends; raises what the pipeline must not raise."""
    row = Attachment(kind=kind)
    try:
        take_in(row, ContentFile(content), name)
    except ValidationError:
        return "refused"
    processing.process.func(row.pk)
    row.refresh_from_db()
    assert not row.processing, "left unread"
    assert row.processing_error in {"", *REASONS}, "our fault"
    with row.file.open("rb") as file:
        assert file.read() == content
    return row.processing_error or "read"


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(good=st.sampled_from(GOOD), dice=st.randoms(use_true_random=False))
def test_a_mutated_file_ends_with_its_pages_or_a_reason(db, good, dice):
    name, kind, content = good
    assert outcome_of(kind, name, mutate(content, dice)) in {"refused", "read", *REASONS}
