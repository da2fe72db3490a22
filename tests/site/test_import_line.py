"""The line of the architecture: imports run down it and never up."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# From the top to the bottom; each may import what stands to its right.
LINE = ["techparty_site", "search", "posts", "events", "speakers", "techparty_site.lib"]

# Models fetched by name, which no import shows: these few and no others.
BY_NAME = {
    ("techparty_site/lib/redirects.py", "redirects.Redirect"),
    ("events/access.py", "events.City"),
    ("techparty_site/groups.py", "auth.Group"),
    ("techparty_site/groups.py", "auth.Permission"),
}


def place(module: str) -> int | None:
    if module == "techparty_site.lib" or module.startswith("techparty_site.lib."):
        return LINE.index("techparty_site.lib")
    top = module.partition(".")[0]
    return LINE.index(top) if top in LINE else None


def imported_modules(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def source_files() -> list[Path]:
    tops = {name.partition(".")[0] for name in LINE}
    return sorted(path for top in tops for path in (ROOT / top).rglob("*.py"))


def climbs(path: Path) -> list[str]:
    own = place(".".join(path.relative_to(ROOT).with_suffix("").parts))
    modules = [m for m in imported_modules(path) if m != "techparty_site"]
    return [m for m in modules if (at := place(m)) is not None and own is not None and at < own]


def fetched_models(path: Path) -> list[str]:
    """`app.Model` of each call of get_model; `?` for a name that is put together elsewhere."""
    found = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("get_model"):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            parts = [part.value if isinstance(part, ast.Constant) else "?" for part in given]
            found.append(".".join(str(part) for part in parts))
    return found


def fetched_in_secret(path: Path) -> list[str]:
    name = path.relative_to(ROOT).as_posix()
    return [model for model in fetched_models(path) if (name, model) not in BY_NAME]


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_from_above_it(path):
    assert climbs(path) == []


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_fetches_a_model_by_name_unless_it_is_known(path):
    assert fetched_in_secret(path) == []


@pytest.mark.parametrize(
    ("call", "model"),
    [
        ('apps.get_model("posts.Post")', "posts.Post"),
        ('apps.get_model("posts", "Post")', "posts.Post"),
        ('get_model(app_label="posts", model_name="Post")', "posts.Post"),
        ("apps.get_model(label)", "?"),
    ],
)
def test_the_check_sees_a_model_fetched_by_name(tmp_path, monkeypatch, call, model):
    monkeypatch.setattr("tests.site.test_import_line.ROOT", tmp_path)
    bad = tmp_path / "bad.py"
    bad.write_text(f"Post = {call}\n")
    assert fetched_in_secret(bad) == [model]


def test_the_check_sees_an_import_from_above(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.site.test_import_line.ROOT", tmp_path)
    (tmp_path / "events").mkdir()
    bad = tmp_path / "events" / "bad.py"
    bad.write_text("from posts.models import Post\n")
    assert climbs(bad) == ["posts.models", "posts.models.Post"]
