"""Files come in by one door and are opened in few places: nobody goes round.

That HTML is trusted in one place only, see tests/lib/test_markup_door.py.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("techparty_site", "events", "posts", "speakers", "search")
LIB = "techparty_site/lib/"
# By what the call of a dangerous thing looks like: the only modules that make it, and why.
DOORS: dict[str, tuple[str, ...]] = {
    # Storing: `storing.keep` alone, which takes a file away again when its row isn't saved.
    r"(.*\.)?(\w*storage|\w*file|image|thumbnail)\.save": (
        "events/storing.py",
        f"{LIB}images.py",  # Pillow's own, into a folder of half-done files
    ),
    r"keep": ("events/intake.py", "events/processing/"),
    # Kept as they come in, without a look into them, they could be anything.
    r"inspect": ("events/intake.py", "events/admin/looking.py"),
    r"(.*\.)?(InMemoryUploadedFile|TemporaryUploadedFile|UploadedFile)": (),
    # Opened by what knows the format's traps, see the modules; most of it in a killable child.
    r"(.*\.)?Image\.open": (f"{LIB}images.py", f"{LIB}lightened.py", f"{LIB}pictures.py"),
    r"(.*\.)?(open_heif|read_heif|HeifFile)": (f"{LIB}pictures.py",),
    r"(.*\.)?PdfDocument": (f"{LIB}pdf.py",),
    r"(.*\.)?docx\.Document": (f"{LIB}documents/office.py",),
    r"(.*\.)?Presentation": (f"{LIB}presentations.py",),
    r"(.*\.)?OleReader": (f"{LIB}documents/word97.py",),
    r"(.*\.)?(ZipFile|is_zipfile)": (
        f"{LIB}archives.py",
        f"{LIB}documents/office.py",
        f"{LIB}lightened.py",
        f"{LIB}packages.py",
        f"{LIB}presentations.py",
    ),
    r"(.*\.)?(unpack_archive|extractall|extract)": (),
    r"tarfile\..*": (),
    r"pickle\.loads?|marshal\.loads?|yaml\.(unsafe_)?load|eval|exec": (),
    # Half-done files: in WORK_DIR and by a name that says whose they are.
    r"(.*\.)?(NamedTemporaryFile|TemporaryDirectory|mkdtemp|mktemp|mkstemp)": (
        f"{LIB}files.py",
        f"{LIB}uploads.py",
        "techparty_site/demo/serve.py",  # the demo's key, beside its database
    ),
}


def modules() -> list[Path]:
    return sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))


def calls(source: str) -> list[str]:
    tree = ast.walk(ast.parse(source))
    return [ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)]


CALLS = {
    path.relative_to(ROOT).as_posix(): calls(path.read_text(encoding="utf-8")) for path in modules()
}


def callers(look: str) -> set[str]:
    pattern = re.compile(look)
    return {name for name, made in CALLS.items() if any(map(pattern.fullmatch, made))}


@pytest.mark.parametrize("look", DOORS)
def test_only_the_door_does_it(look):
    assert [name for name in sorted(callers(look)) if not name.startswith(DOORS[look])] == []


@pytest.mark.parametrize("look", [look for look, doors in DOORS.items() if doors])
def test_every_door_is_there(look):
    """A rule whose call was renamed would let everything pass."""
    assert callers(look)


@pytest.mark.parametrize(
    "round_about",
    [
        "row.file.save('x', content)",
        "default_storage.save(name, file)",
        "attachment.file.storage.save(name, file)",
        "self.image.save('x', content)",
        "Image.open(path)",
        "pypdfium2.PdfDocument(path)",
        "zipfile.ZipFile(path)",
        "archive.extractall()",
        "tempfile.mkdtemp()",
    ],
)
def test_the_search_finds_a_way_round(round_about):
    (call,) = calls(round_about)
    assert any(re.fullmatch(look, call) for look in DOORS)
