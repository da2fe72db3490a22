"""Long lists in pages of thirty."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest

if TYPE_CHECKING:
    from django.db.models import QuerySet

PER_PAGE = 30


def page_of[T](
    request: HttpRequest,
    rows: "QuerySet[Any, T] | Sequence[T]",
    per_page: int = PER_PAGE,
    *,
    count: int | None = None,
) -> Page[T]:
    """The page that `?page=` asks for. One that is not there is a 404, so that no crawler
    walks on and no old link shows another page's rows. A `count` that is known saves a query."""
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.count = count
    try:
        return paginator.page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404(str(error)) from None
