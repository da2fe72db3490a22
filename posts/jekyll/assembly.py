"""Which posts tell of the same meetup: call, sign-up, recap and photos find each other.

City and date decide. A post without a date joins the nearest meetup of its city in the time
that its kind looks at (a sign-up looks ahead, a recap back); titles decide between two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from posts.jekyll.cities import CityFinder
from posts.jekyll.layout import letters
from posts.jekyll.mentions import title_month
from posts.jekyll.proposal import CityNames, EventFacts, PostProposal, TalkClaim

MAKES_AN_EVENT = ("recap", "signup", "schedule", "photos")
JOINS_AN_EVENT = (*MAKES_AN_EVENT, "call_for_talks")
# Whose word counts first, for facts and for the list of talks.
AUTHORITY = ("recap", "schedule", "signup", "photos", "call_for_talks")
AHEAD = {"signup": 45, "call_for_talks": 60, "schedule": 30}  # days a post looks forward
BACK = 60  # days a recap looks back
SURE = 0.5  # of a talk in an announcement


@dataclass
class EventPlan:
    """One meetup and the posts that tell of it, the most trusted first."""

    city: str
    day: date | None
    posts: list[PostProposal] = field(default_factory=list)

    @property
    def facts(self) -> EventFacts:
        """Each fact from the first post that has it."""
        merged = EventFacts(date=self.day)
        for post in self.posts:
            for name, value in vars(post.event).items():
                if value and not getattr(merged, name):
                    setattr(merged, name, value)
        if merged.ends_at and not (merged.starts_at and merged.ends_at > merged.starts_at):
            merged.ends_at = None
        if merged.date is None:
            merged.starts_at = merged.ends_at = None
        return merged

    @property
    def teller(self) -> PostProposal | None:
        """The post whose list of talks is the event's: of several recaps the richest."""
        telling = [post for post in self.posts if sure_talks(post)]
        if not telling:
            return None
        best = min(AUTHORITY.index(post.kind) for post in telling)
        equals = [post for post in telling if AUTHORITY.index(post.kind) == best]
        return max(equals, key=lambda post: len(post.talks))


def sure_talks(post: PostProposal) -> list[tuple[int, TalkClaim]]:
    """Talks to write down, with their index: a recap's all, an announcement's likely ones."""
    told = enumerate(post.talks)
    return [(i, t) for i, t in told if post.kind == "recap" or t.confidence >= SURE]


def assemble(
    proposals: Iterable[PostProposal], cities: Sequence[CityNames] = ()
) -> list[EventPlan]:
    """Plans in order of their day; posts of no city or of no meetup are in none of them."""
    finder = CityFinder(cities)
    plans: list[EventPlan] = []
    waiting = []
    joining = [post for post in proposals if post.kind in JOINS_AN_EVENT]
    for post in sorted(joining, key=_trust):
        for city in _places(post, finder):
            if post.event.date and post.kind != "call_for_talks":
                _dated(plans, post, city).posts.append(post)
            else:
                waiting.append((post, city))
    for post, city in waiting:
        _place(plans, post, city)
    for plan in plans:
        plan.posts.sort(key=_trust)
    return sorted(plans, key=lambda plan: (plan.day or date.max, plan.city))


def _places(post: PostProposal, finder: CityFinder) -> list[str]:
    """The cities in which the post's meetup was: those of its title, where it has several."""
    if len(post.cities) < 2:
        return post.cities
    in_title = finder.in_text(post.source.title)
    return [city for city in post.cities if city in in_title] or post.cities


def _trust(post: PostProposal) -> tuple[int, str]:
    return AUTHORITY.index(post.kind), post.source.file_name


def _dated(plans: list[EventPlan], post: PostProposal, city: str) -> EventPlan:
    day = post.event.date
    same = next((p for p in plans if p.city == city and p.day == day), None)
    if same is None:
        same = EventPlan(city, day)
        plans.append(same)
    return same


def _place(plans: list[EventPlan], post: PostProposal, city: str) -> None:
    """A post without a day: to the nearest meetup, else it makes one whose day is unknown."""
    plan = _nearest(plans, post, city)
    if plan is None and post.kind in MAKES_AN_EVENT:
        plan = EventPlan(city, None)
        plans.append(plan)
    if plan is not None:
        plan.posts.append(post)


def _nearest(plans: Sequence[EventPlan], post: PostProposal, city: str) -> EventPlan | None:
    if post.source.date is None:
        return None
    written = post.source.date.date()
    ahead = timedelta(days=AHEAD.get(post.kind, 0))
    back = timedelta(days=0 if post.kind in AHEAD else BACK)
    near = [
        (plan, plan.day)
        for plan in plans
        if plan.city == city and plan.day and written - back <= plan.day <= written + ahead
    ]
    fitting = [(plan, day) for plan, day in near if _month_fits(post, day)]
    if not fitting:
        return None
    return max(fitting, key=lambda one: (_alike(one[0], post), -abs((one[1] - written).days)))[0]


def _month_fits(post: PostProposal, day: date) -> bool:
    """A title that names a month means no meetup of another one."""
    said = title_month(post.source.title)
    return said is None or said[1] == day.month


def _alike(plan: EventPlan, post: PostProposal) -> float:
    """Share of two-letter pieces that the titles have in common, 0 to 1, in coarse steps."""
    own = _pairs(post.event.title or post.source.title)
    others = [_pairs(p.event.title or p.source.title) for p in plan.posts]
    best = max((len(own & other) / max(1, len(own | other)) for other in others), default=0)
    return round(best * 4) / 4


def _pairs(text: str) -> set[str]:
    folded = letters(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
