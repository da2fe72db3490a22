import pytest
from django.core.exceptions import ImproperlyConfigured

from techparty_site.lib import env


@pytest.fixture
def set_env(monkeypatch):
    return lambda **values: [monkeypatch.setenv(name, value) for name, value in values.items()]


def test_a_secret_may_stand_in_a_file(set_env, tmp_path):
    (tmp_path / "key").write_text("from a file\n")
    set_env(KEY_FILE=str(tmp_path / "key"))
    assert env.text("KEY") == "from a file"


def test_a_secret_file_that_is_not_there_is_named(set_env):
    set_env(KEY_FILE="nowhere/key")
    with pytest.raises(ImproperlyConfigured, match="KEY_FILE"):
        env.text("KEY")


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("Yes", True), ("0", False)])
def test_flags_read_the_usual_words(set_env, value, meaning):
    set_env(SWITCH=value)
    assert env.flag("SWITCH") is meaning


def test_a_flag_that_is_no_flag_is_refused(set_env):
    set_env(SWITCH="perhaps")
    with pytest.raises(ImproperlyConfigured, match="write 1 or 0"):
        env.flag("SWITCH")


def test_lists_are_split_on_commas(set_env):
    set_env(HOSTS="a.example, b.example,,")
    assert env.words("HOSTS") == ["a.example", "b.example"]


def test_sqlite_takes_its_write_lock_at_once():
    entry = env.database("NO_SUCH_NAME", "sqlite:////srv/site.sqlite3")
    assert entry["NAME"] == "/srv/site.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgres_addresses_are_taken_apart():
    entry = env.database("NO_SUCH_NAME", "postgres://me:p%40ss@db:5433/site?sslmode=require")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"]) == ("me", "p@ss", "db")
    assert (entry["PORT"], entry["NAME"], entry["OPTIONS"]["sslmode"]) == (
        "5433",
        "site",
        "require",
    )


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/site",
        "sqlite:///",
        "postgres://db",
        "postgres://db:x/site",
        "postgres://db/site?target_session_attrs=any",
        "nonsense",
    ],
)
def test_an_address_that_names_no_database_is_refused(set_env, url):
    set_env(DATABASE_URL=url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("DATABASE_URL", "")


def test_a_number_is_whole_and_not_negative(set_env):
    set_env(COUNT="2")
    assert env.number("COUNT", 0) == 2
    assert env.number("NONE", 3) == 3
    set_env(COUNT="-1")
    with pytest.raises(ImproperlyConfigured, match="COUNT is '-1'"):
        env.number("COUNT", 0)
