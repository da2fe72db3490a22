"""The project's settings under a throw-away key and folder: tests never touch the demo's data."""

import os
import tempfile

os.environ["SECRET_KEY"] = "only for tests"
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="techparty-tests-")
os.environ["LOG_LEVEL"] = "ERROR"
os.environ["LIBREOFFICE"] = "off"  # tests name their own; the real one takes seconds

from techparty_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Pages under test link to the plain names: no collectstatic before every run.
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir()  # noqa: F405 - whitenoise warns when it is missing
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In memory all threads of the live server would share one connection, and stumble.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
    DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
