"""Posts of an invented Jekyll site."""

from datetime import UTC, date, datetime
from pathlib import Path

from posts.jekyll.proposal import (
    AttachmentClaim,
    EventFacts,
    PostProposal,
    SourcePost,
    SpeakerClaim,
    TalkClaim,
)

FRONT = 3  # lines of front matter before the body

SECTIONED = """大家好。

### 《容器入门》 - 林小满
容器是什么。
* [点此下载讲稿](https://files.example/a.pdf)

### 《发布流水线》 - 周一
怎样发布。

### 最后
下次见。
"""


def make_source(body: str = "", *, name: str = "2015-10-26-recap.md", **fields) -> SourcePost:
    raw = f"---\nlayout: post\n---\n{body}".encode()
    fields.setdefault("title", "容器专场总结")
    fields.setdefault("date", datetime(2015, 10, 26, tzinfo=UTC))
    return SourcePost(name, raw, "", "utf-8", {}, body, FRONT + 1, **fields)


def make_proposal(
    body: str = "",
    *,
    kind: str = "recap",
    cities: list[str] | None = None,
    day: date | None = None,
    event_title: str = "",
    **fields,
) -> PostProposal:
    proposal = PostProposal(make_source(body, **fields), kind=kind, cities=cities or ["guangzhou"])
    proposal.event = EventFacts(date=day, title=event_title)
    return proposal


def sectioned_proposal() -> PostProposal:
    """Two talks under headings, the first with its slides."""
    proposal = make_proposal(SECTIONED)
    slides = AttachmentClaim("slides", "https://files.example/a.pdf", "点此下载讲稿")
    proposal.talks = [
        TalkClaim("容器入门", [SpeakerClaim("林小满")], [slides], lines=(6, 10)),
        TalkClaim("发布流水线", [SpeakerClaim("周一")], lines=(10, 13)),
    ]
    proposal.sectioned = True
    return proposal


def write_site(root: Path, posts: dict[str, str]) -> Path:
    """A folder with `_posts`, each value the body of its file."""
    folder = root / "_posts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in posts.items():
        title = name.rpartition(".")[0][11:]
        text = body if body.startswith("---") else f"---\ntitle: {title}\n---\n{body}"
        (folder / name).write_text(text, encoding="utf-8")
    return root
