"""The real archive beside the project, read where it stands; tests that need it skip without."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from posts.jekyll.proposal import CityNames, SourcePost
from posts.jekyll.source import find_posts, read_config, read_post

ARCHIVE = Path(__file__).parents[4] / "shared" / "archive"
needs_archive = pytest.mark.skipif(
    not (ARCHIVE / "truth").is_dir(), reason="NOT MEASURED: there is no ../shared/archive"
)
CITIES = (
    CityNames("guangzhou", ("广州", "gz", "穗", "羊城")),
    CityNames("shenzhen", ("深圳", "sz", "鹏城")),
    CityNames("zhuhai", ("珠海", "zh")),
    CityNames("beijing", ("北京", "bj")),
    CityNames("shanghai", ("上海", "sh")),
)


@cache
def posts() -> dict[str, SourcePost]:
    config = read_config(ARCHIVE)
    return {path.name: read_post(path, ARCHIVE, config) for path in find_posts(ARCHIVE)}


@cache
def labels(name: str) -> list[dict[str, Any]]:
    return list(json.loads((ARCHIVE / "truth" / f"{name}.json").read_text(encoding="utf-8")))


def share(right: list[bool]) -> float:
    assert right
    return sum(right) / len(right)


def write_post(root: Path, name: str, text: str | bytes) -> Path:
    path = root / "_posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
