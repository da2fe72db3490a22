"""The WSGI entry point that granian serves."""

import os
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "techparty_site.settings")
django_application = get_wsgi_application()

from techparty_site.lib.full_disk import hold_open  # noqa: E402
from techparty_site.lib.uploads import WholeBody  # noqa: E402 - it asks for the settings

held = hold_open(settings.DATABASES["default"])


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    length = environ.get("CONTENT_LENGTH") or "0"
    if length.isdecimal():  # else Django takes the body for empty
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
    return django_application(environ, start_response)
