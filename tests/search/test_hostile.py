"""Whatever somebody types is answered, by both databases, and means only itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.asking import FILTERS, MOST
from search.models import SearchDocument
from tests.factories import make_event, make_post
from tests.search.asked import hits, search, titles

OPERATORS = (
    "AND OR NOT NEAR NEAR/2 NEAR(a b) docker* *docker ^docker docker^2 col:docker {a b}:c - + "
    "( ) (( )) & | ! !docker <-> <2> docker<->go a&b|!c docker:* docker:A ~ @@ :: $$ ; -- /* */ "
    "% _ \\ %docker% d_cker docker\\ \\' '' ' ` $1 ? %s %(a)s {0} :name ${x} #{x}"
).split()
SQL = [
    "'; DROP TABLE search_searchdocument; --",
    '" OR 1=1 --',
    "') OR ('1'='1",
    "docker' UNION SELECT password FROM auth_user --",
    "search_grams MATCH '*'",
    "SELECT to_tsquery('a & b')",
    "rank: 1 rowid:1 grams:docker",
]
SIGNS = [
    "\x00",
    "docker\x00; --",
    "\ud83d",
    "\udc80docker\ud800",
    "😀👍🏽👨‍👩‍👧",
    "docker 🐳",
    "שלום עולם",
    "مرحبا \u202edocker\u202c",
    "\u200b\u200d\ufeff",
    "ﷺ" * 200,
    "ﷺ" * 11,
    "e" + "\u0301" * 150,
    "\U00020000\U0002a6d6\U00030000",
    "𝕯𝖔𝖈𝖐𝖊𝖗",
    "\u0085\u2028\u2029",
    "\ue000\U000f0000",
    "1e999999 0x1F ١٢٣ ²⁰¹⁵ ½",
    "=docker ~docker ^docker %docker !public !kind:1 !public:1",
]
LONG = [
    "docker " * 1500,
    "容器" * 5000,
    "x" * 10_000,
    " ".join(f"word{number}" for number in range(500)),
    " ".join(f"-word{number}" for number in range(500)),
    " ".join(f"tag:t{number}" for number in range(500)),
    '"' * 10_000,
    '"a b" ' * 1700,
    "(" * 10_000,
    "-" * 10_000,
    " ".join("abcdefghijklmnopqrstuvwxyz"),
]
UNBALANCED = [
    '"',
    '"docker',
    'docker"',
    '"docker" "',
    "“docker",
    "docker」",
    '-"',
    'tag:"',
    '-tag:"a',
]
ODD = ("%", "_", "'", "\\", "\x00", "\ud83d", '"x y"', "٢٠١٥", "²⁰¹⁵", "0000", "ﷺ" * 30)
FILTERED = [f"{names[-1]}:{value}" for names in FILTERS.values() for value in ODD]
HOSTILE = {
    "operators": OPERATORS,
    "sql": SQL,
    "signs": SIGNS,
    "long": LONG,
    "unbalanced": UNBALANCED,
    "filters": FILTERED,
}


@pytest.fixture
def docker(db):
    """One post that is found, and others that must not be."""
    make_post(title="Docker 入门", body="从 go 开始")
    make_post(title="草稿", body="docker", published=False)
    make_event(title="别的")


def answer(typed):
    """As the page does it; pytest shows what was typed where it fails."""
    found = search(typed)
    groups = found.overview()
    assert {group.kind: group.count for group in groups} == found.counts
    assert "草稿" not in [hit.title for group in groups for hit in group.hits]


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_answered(docker, kind):
    for typed in HOSTILE[kind]:
        answer(typed)


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_answered_beside_words(docker, kind):
    for typed in HOSTILE[kind]:
        answer(f"docker year:2015 {typed} -{typed}")


@pytest.mark.parametrize(
    "sign", ["*", "%", "_", "^", "&", "|", "!", "(", ")", "\\", "'", "~", "<->"]
)
def test_no_sign_is_a_placeholder(docker, sign):
    assert titles(f"docker{sign}") == titles(f"{sign}docker") == titles("docker") == ["Docker 入门"]
    assert titles(f"d{sign}cker") == []


@pytest.mark.parametrize("operator", ["OR", "AND", "NOT", "NEAR"])
def test_no_word_is_an_operator(docker, operator):
    assert titles(f"docker {operator} go") == []
    make_post(title=f"Docker {operator} Go")
    assert titles(f"docker {operator} go") == [f"Docker {operator} Go"]


def test_nobody_asks_for_facts_by_their_names(docker):
    assert hits("!public") == hits("!kind:1") == hits("~docker2") == hits("^^") == []


def test_nul_inside_a_word_is_not_there(docker):
    assert titles("doc\x00ker") == ["Docker 入门"]


def test_a_word_beside_what_nobody_can_write_is_found(docker):
    assert titles("\ud83d docker 🐳 \u202e") == ["Docker 入门"]


def test_the_table_is_still_there(docker):
    for typed in SQL:
        hits(typed)
    assert SearchDocument.objects.count() == 3


def test_the_longest_queries_take_few_statements(docker):
    for typed in LONG:
        with CaptureQueriesContext(connection) as queries:
            hits(typed)
        assert len(queries) < 3 * MOST


chance = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
PIECES = [*OPERATORS, *SIGNS, *UNBALANCED, *FILTERED, "docker", "容器", "c++"]


@chance
@given(typed=st.text(st.characters(exclude_categories=()), max_size=60))
def test_anything_is_answered(docker, typed):
    answer(typed)


@chance
@given(typed=st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_any_mixture_is_answered(docker, typed):
    answer(typed)
