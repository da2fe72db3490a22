"""Measure the importer on the real archive, beside the figures it has to reach.

    python -m tests.score ../shared/archive

Imports into a throw-away database and prints what `score_import.py` says of the report, then
what only a whole site can tell: addresses that answer, time, memory, queries.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parents[1]


def main(archive: Path) -> None:
    scorer = archive.parent / "tools" / "score_import.py"
    if not scorer.is_file():
        sys.exit(f"No archive with a labelled truth at {archive}: make score ARCHIVE=folder")
    with tempfile.TemporaryDirectory(prefix="techparty-score-") as folder:
        os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "only for scoring", "LOG_LEVEL": "ERROR"}
        os.environ.pop("DATABASE_URL", None)
        report = Path(folder) / "report.json"
        manage("migrate", "--verbosity=0")
        manage("load_demo", "--community-only")
        started = time.monotonic()
        manage("import_jekyll", str(archive), "--commit", f"--report={report}")
        seconds = time.monotonic() - started
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print_scores(scorer, report, archive / "truth")
        print(
            f"whole import            {seconds:.1f} s (asked: under 60), largest process", end=" "
        )
        print(f"{megabytes:.0f} MB (asked: under 300)")
        print_site(archive)


def manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True)


def print_scores(scorer: Path, report: Path, truth: Path) -> None:
    print("\nasked: kind 0.95, cities 0.97, date 0.90, talks 0.92 / 0.90,")
    print("       speakers 0.95 / 0.92, files 0.92 / 0.88 (precision / recall)\n", flush=True)
    subprocess.run([sys.executable, str(scorer), str(report), str(truth)], check=True)


def print_site(archive: Path) -> None:
    manage("collectstatic", "--noinput", "--verbosity=0")
    os.environ["DJANGO_SETTINGS_MODULE"] = "techparty_site.settings"
    import django

    django.setup()
    from tests.score_site import answering, recap_queries

    right, all_of_them = answering(json.loads((archive / "truth/permalinks.json").read_text()))
    print(f"old addresses 301, 200  {right} of {all_of_them} (asked: all)")
    print(f"queries of a recap page {recap_queries(5)} with 5 talks, ", end="")
    print(f"{recap_queries(15)} with 15 (asked: at most 10, the same)")


def spellings(row: dict[str, str]) -> set[str]:
    """Every form of a post's old addresses, raw and percent-encoded, with its variations."""
    names = ("jekyll_url", "url_if_asia_shanghai", "old_html", "wordpress_url")
    found = {row[name] for name in names if row.get(name)}
    found |= {unquote(url) for url in found}
    found |= {url.rstrip("/") for url in found} | {f"{u}index.html" for u in found if u[-1] == "/"}
    return found | ({f"/?p={row['wordpress_id']}"} if row.get("wordpress_id") else set())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
