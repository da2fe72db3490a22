"""What a link leads to, told by its words, its file name, its host and its sentence."""

import re
from typing import Protocol
from urllib.parse import unquote, urlsplit


class LinkLike(Protocol):
    @property
    def url(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def picture(self) -> bool: ...


# In this order: 录音下载 is a recording, 视频速记 a transcript.
WORDS: dict[str, re.Pattern[str]] = {
    "transcript": re.compile(r"速记|文字(?:记录|实录|稿)|transcript", re.I),
    "audio": re.compile(r"录音|錄音|音频|音頻|\bmp3\b|audio|播客|podcast", re.I),
    "video": re.compile(r"视频|視頻|录像|錄像|录相|直播|回放|video", re.I),
    "slides": re.compile(
        r"幻灯|幻燈|slides?(?![a-z.])|\bppt|ppt\b|pptx|讲稿|講稿|演讲稿|演示(?:文档|文稿|稿)"
        r"|演讲文档|^文档(?:下载)?$|(?:演讲|分享)(?:资料|文稿)|讲义|keynote|课件|\bpdf\b|deck\b",
        re.I,
    ),
    "code": re.compile(r"源代码|源码|代码|示例程序|source ?code|\bcode\b|\bdemo\b", re.I),
    "album": re.compile(r"相册|照片集|图集|更多照片|所有照片|album", re.I),
    "archive": re.compile(r"打包|压缩包|合集", re.I),
}
# Where people put files of any kind: a link there that bears a title leads to a deck.
FILE_HOST = re.compile(
    r"//(?:vdisk\.weibo|pan\.baidu|yun\.baidu|www\.kuaipan|dl\.dbank|www\.dropbox|dl\.dropbox|drive\.google|share\.weiyun|115)"
    r"\.\w+/"
)
_BOILERPLATE = re.compile(r"\bview more\b[^.]{0,20}$", re.I)
FILE_WORDS = ("transcript", "audio", "video", "slides", "code")
_VAGUE = re.compile(
    r"(?:点击|这里|此处|在此|在线|下载|跳转|链接|地址|查看|浏览|观看|收听|\d|\W)*", re.I
)

_EXTENSIONS: dict[str, str] = {
    **dict.fromkeys(("ppt", "pptx", "pps", "ppsx", "key", "odp", "pdf"), "slides"),
    **dict.fromkeys(("mp3", "wav", "m4a", "ogg", "wma", "amr", "aac", "flac"), "audio"),
    **dict.fromkeys(
        ("mp4", "flv", "avi", "mov", "mkv", "rmvb", "wmv", "webm", "m4v", "swf"), "video"
    ),
    **dict.fromkeys(("zip", "rar", "7z", "tar", "tgz", "gz", "bz2"), "archive"),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "bmp", "svg", "heic"), "photo"),
    **dict.fromkeys(("doc", "docx"), "transcript"),
}
# Hosts that hold one kind of thing; the path must name a thing, not a member's page.
_HOSTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:^|\.)slideshare\.net/[^/?]+/[^/?]+"), "slides"),
    (re.compile(r"(?:^|\.)speakerdeck\.com/(?:u/)?[^/?]+/(?:p/)?[^/?]+"), "slides"),
    (re.compile(r"(?:^|\.)(?:prezi\.com|slides\.com|slid\.es)/[^/?]+/[^/?]*"), "slides"),
    (re.compile(r"/(?:slides?|ppts?|decks?|presentations?)/[^/?]+"), "slides"),
    (re.compile(r"(?:^|\.)docs\.google\.com/(?:present|file/.*presentation)"), "slides"),
    (re.compile(r"(?:^|\.)v\.youku\.com/|(?:^|\.)youku\.com/(?:playlist|v_|embed)"), "video"),
    (re.compile(r"(?:^|\.)(?:youtube\.com/(?:watch|playlist|embed|v/)|youtu\.be/)"), "video"),
    (re.compile(r"(?:^|\.)(?:v\.qq\.com|tudou\.com|56\.com|ku6\.com|vimeo\.com)/\w"), "video"),
    (re.compile(r"(?:^|\.)(?:bilibili\.com/video|v\.163\.com|iqiyi\.com)"), "video"),
    (re.compile(r"(?:^|\.)(?:soundcloud|ximalaya|lizhi)\.\w+/[^/?]+/"), "audio"),
    (re.compile(r"(?:^|\.)yupoo\.com/photos/[^?]*albums"), "album"),
    (re.compile(r"(?:^|\.)flickr\.com/photos/[^?]*sets|picasaweb\.google"), "album"),
    (re.compile(r"(?:^|\.)(?:yupoo\.com/photos/|flickr\.com/photos/)"), "photo"),
)


def kind_of(link: LinkLike, context: str = "") -> str:
    """One of Attachment.Kind's values; `context` is what stands before the link."""
    if link.picture:
        return "photo"
    if link.url.startswith("polyv:"):
        return "video"
    if is_boilerplate(context):
        return "other"
    by_label = "" if _is_name_of_file(link) else kind_by_words(link.label)
    by_context = kind_by_words(context)
    by_name = kind_by_name(link.url)
    packed = by_name == "archive" and WORDS["archive"].search(f"{context} {link.label}")
    if packed:
        return "archive"
    if by_label:
        return _more_exact(by_label, by_name)
    if by_name == "archive":
        return by_context or by_name
    if by_context == "transcript" and by_name in ("slides", "transcript"):
        return by_context
    return by_name or kind_by_host(link.url) or by_context or "other"


def is_boilerplate(before: str) -> bool:
    """True behind `View more`: the advertisement under an embedded deck."""
    return _BOILERPLATE.search(before) is not None


def kind_by_words(text: str) -> str:
    """The kind that the words name; in a long text only words at either end count."""
    plain = text.strip()
    if len(plain) > 24:
        plain = f"{plain[:8]}\n{plain[-12:]}"
    found = next((kind for kind, words in WORDS.items() if words.search(plain)), "")
    if found == "code" and len(WORDS["code"].sub("", plain).strip(" ：:[]")) > 1:
        return ""  # 代码生成 is a subject, 代码 a file
    return found


def kind_by_name(url: str) -> str:
    path = unquote(urlsplit_safely(url).path).lower()
    parts = path.rsplit("/", 1)[-1].split(".")[1:]
    kinds = [_EXTENSIONS[part] for part in parts if part in _EXTENSIONS]
    return kinds[0] if kinds else ""  # talk.mp3.zip is a recording


def kind_by_host(url: str) -> str:
    parts = urlsplit_safely(url)
    place = f"{parts.netloc}{parts.path}".lower().rstrip("/")
    return next((kind for pattern, kind in _HOSTS if pattern.search(place)), "")


def is_vague(label: str) -> bool:
    """Words that say nothing of the target: 点击, 在此, 下载, 1."""
    return _VAGUE.fullmatch(label.strip()) is not None


def is_file_label(label: str) -> bool:
    """True for slide下载, 录音1, [PPT]: a label, never a title."""
    rest = label
    for kind in FILE_WORDS:
        rest = WORDS[kind].sub("", rest)
    return is_vague(re.sub(r"现场|演讲|文件|打包|分享|完整|本地|版|与|和|及", "", rest))


def urlsplit_safely(url: str):  # type: ignore[no-untyped-def]
    try:
        return urlsplit(url)
    except ValueError:  # an address like http://[oops
        return urlsplit("")


def _is_name_of_file(link: LinkLike) -> bool:
    return "://" in link.label or link.label.strip() == link.url


def _more_exact(by_label: str, by_name: str) -> str:
    """[视频](x.mp3) is a recording whatever it is called; [代码](x.zip) stays code."""
    certain = ("audio", "video", "photo")
    return by_name if by_name in certain and by_label != "transcript" else by_label
