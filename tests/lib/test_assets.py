"""What collectstatic makes of modules that import each other."""

import re

from django.core.files.base import ContentFile

from techparty_site.lib.assets import Assets


def test_a_module_imports_others_by_the_names_they_have_now(tmp_path):
    assets = Assets(tmp_path, "/static/")
    sources = {"a.js": b'import { one } from "./b.js";\n', "b.js": b"export const one = 1;\n"}
    for name, source in sources.items():
        assets.save(name, ContentFile(source))
    paths = {name: (assets, name) for name in sources}
    done = {old: new for old, new, _processed in assets.post_process(paths)}
    text = (tmp_path / done["a.js"]).read_text()
    assert re.search(r'from "\./b\.[0-9a-f]{12}\.js"', text)
    assert done["b.js"] in text


def test_what_public_pages_load_is_written_small(tmp_path):
    assets = Assets(tmp_path, "/static/")
    style = b"/* why */\na  >  b {\n  color: red;\n}\n"
    (tmp_path / "admin").mkdir()
    for name in ("site.css", "admin/desk.css"):
        assets.save(name, ContentFile(style))
    done = {
        old: new
        for old, new, _ in assets.post_process(
            {n: (assets, n) for n in ("site.css", "admin/desk.css")}
        )
    }
    assert (tmp_path / done["site.css"]).read_bytes() == b"a>b{color:red}"
    assert (tmp_path / done["admin/desk.css"]).read_bytes() == style
