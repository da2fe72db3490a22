"""The WSGI entry point that granian serves."""

import os
import threading
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template.loader import get_template
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techparty_site.settings")
django_application = get_wsgi_application()

from techparty_site.lib.full_disk import hold_open  # noqa: E402
from techparty_site.lib.uploads import WholeBody  # noqa: E402 - it asks for the settings

# Half of granian's threads: who sends nothing of what they announced keep no page from anybody.
BODIES = 16
places = threading.BoundedSemaphore(BODIES)
held = hold_open(settings.DATABASES["default"])


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    if not is_readable(environ.get("CONTENT_TYPE", "")):
        return refuse(400, start_response)
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or not int(length):  # then Django takes the body for empty
        return django_application(environ, start_response)
    if not places.acquire(blocking=False):
        return refuse(503, start_response)
    try:
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return django_application(environ, start_response)
    finally:
        places.release()


def is_readable(content_type: str) -> bool:
    """Django asks before anything that could turn its answer into a page."""
    try:
        parse_header_parameters(content_type)
    except (LookupError, ValueError):
        return False
    return True


def refuse(status: int, start_response: Any) -> Iterable[bytes]:
    response = HttpResponse(get_template(f"{status}.html").render(), status=status)
    if status == 503:
        response["Retry-After"] = "60"
    start_response(f"{status} {response.reason_phrase}", list(response.items()))
    return response
