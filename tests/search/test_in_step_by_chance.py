"""Two hundred changes of any kind in any order, and the index is still the content."""

from search import indexing
from tests.search.chance import Chance
from tests.search.changes import make_site
from tests.search.steps import assert_in_step


def test_any_changes_in_any_order_are_followed(db, monkeypatch):
    monkeypatch.setattr(indexing, "TOGETHER", 2)
    make_site()
    by = Chance(1)
    for number in range(1, 201):
        by.change()
        if by.dice.random() < 0.1:
            indexing.catch_up()
        if number % 100 == 0:
            assert_in_step()
