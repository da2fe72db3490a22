"""Numbers in the lists of the desk."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: "QuerySet[Any]", by: str) -> Coalesce:
    """How many of `rows` share their `by`, which the query around it fixes with an OuterRef.

    As a subquery: counting over several joins at once would multiply the rows.
    """
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, IntegerField()), 0)
