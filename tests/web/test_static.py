from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask

from backend.web import errors, headers, static


@pytest.fixture
def folder(tmp_path):
    front_end = tmp_path / "frontend_static"
    (front_end / "parts").mkdir(parents=True)
    for name in ("pane.html", "mailbox.html", "pane.js", "parts/field.js", "icon.svg", "font.woff2", "pane.css", ".hidden.js"):
        (front_end / name).write_text(name)
    (front_end / "long.js").write_text("long " * 100)
    (tmp_path / "secret.txt").write_text("classified")
    (front_end / "link.txt").symlink_to(tmp_path / "secret.txt")
    return front_end


@pytest.fixture
def icons(tmp_path):
    pictures = tmp_path / "icons"
    pictures.mkdir()
    (pictures / "icon-16.png").write_text("icon-16.png")
    return pictures


@pytest.fixture
def site(folder, icons):
    app = Flask("site", static_folder=None)
    headers.install(app)
    app.register_blueprint(static.blueprint(folder, icons, "mailbox.html", {"pane.html": headers.PANE_POLICY}))
    errors.install(app)
    return app.test_client()


def test_the_start_page_is_at_the_root(site):
    assert site.get("/").text == "mailbox.html"


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("pane.html", "text/html; charset=utf-8"),
        ("pane.js", "text/javascript; charset=utf-8"),
        ("parts/field.js", "text/javascript; charset=utf-8"),
        ("pane.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("font.woff2", "font/woff2"),
    ],
)
def test_a_file_has_its_own_type(site, name, content_type):
    response = site.get(f"/{name}")
    assert (response.text, response.content_type) == (name, content_type)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/parts/../../secret.txt", "//etc/passwd", "/.hidden.js", "/link.txt",
        "/pane.js/", "/PANE.JS", "/parts", "/parts/", "/pane.js%00.html", "/..\\secret.txt",
    ],
)  # fmt: skip
def test_no_other_name_is_found(site, path):
    response = site.get(path)
    assert response.status_code in {308, 404}
    assert "classified" not in response.text


def test_a_file_made_after_the_start_is_not_served(site, folder):
    (folder / "late.js").write_text("late")
    assert site.get("/late.js").status_code == 404


def test_a_browser_asks_again_and_keeps_what_did_not_change(site):
    first = site.get("/pane.js")
    assert first.headers["Cache-Control"] == "no-cache"
    assert not first.headers["ETag"].startswith("W/")
    again = site.get("/pane.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert site.get("/pane.js", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_page_names_every_module_that_its_script_imports_and_one_style_sheet(folder):
    sheets = "".join(f'    <link rel="stylesheet" href="{name}" />\n' for name in ("pane.css", "parts/late.css"))
    (folder / "pane.html").write_text(f'<head>\n{sheets}    <script type="module" src="pane.js"></script>\n  </head>\n')
    (folder / "pane.js").write_text(
        'import { a } from "./parts/field.js";\nimport {\n  b,\n} from "./late.js";\n/** import("./no.js") */\n'
    )
    (folder / "parts" / "field.js").write_text('export * from "../pane.js";\nimport { c } from "../gone.js";\n')
    (folder / "parts" / "late.css").write_text("b {}")
    (folder / "late.js").write_text("export const b = 'from \"./no.js\"';")
    (folder / "no.js").write_text("")
    found = static.site(folder)
    page = found.files["pane.html"].content.decode()
    version = f"version-{found.version}"
    assert re.findall('<link rel="([^"]+)" href="([^"]+)"', page) == [
        ("stylesheet", f"{version}/styles/pane.html.css"),
        ("modulepreload", f"{version}/parts/field.js"),
        ("modulepreload", f"{version}/late.js"),
    ]
    assert f'<script type="module" src="{version}/pane.js"></script>' in page
    assert page.index("late.js") < page.index("</head>")
    assert found.files["styles/pane.html.css"].content == b"pane.css\nb {}"


def test_what_a_page_loads_may_be_kept_for_good_under_its_version(site, folder):
    version = static.site(folder).version
    kept = site.get(f"/version-{version}/parts/field.js")
    assert (kept.text, kept.headers["Cache-Control"]) == ("parts/field.js", "public, max-age=31536000, immutable")
    # A page that was opened before an update: what it loads late is there, and asked for again.
    before = site.get("/version-0123/parts/field.js")
    assert (before.text, before.headers["Cache-Control"]) == ("parts/field.js", "no-cache")
    for name in ("pane.html", "../secret.txt", "%2e%2e/secret.txt", "gone.js", ""):
        assert site.get(f"/version-{version}/{name}").status_code in {308, 404}


def test_another_front_end_has_another_version(folder):
    before = static.site(folder).version
    (folder / "parts" / "field.js").write_text("changed")
    assert static.site(folder).version != before


def test_a_file_is_packed_for_browsers_that_unpack(site):
    plain, packed = site.get("/long.js"), site.get("/long.js", headers={"Accept-Encoding": "br, gzip"})
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.data)) == ("gzip", plain.data)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = site.get("/long.js", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304
    refused = site.get("/long.js", headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data


def test_icons_may_be_kept_as_outlook_demands(site):
    response = site.get("/icons/icon-16.png")
    assert (response.text, response.content_type) == ("icon-16.png", "image/png")
    assert response.headers["Cache-Control"] == "public, max-age=86400"


def test_only_the_pane_may_be_shown_inside_outlook(site):
    assert "https://outlook.office.com" in site.get("/pane.html").headers["Content-Security-Policy"]
    for name in ("mailbox.html", "pane.js", "icon.svg"):
        assert "frame-ancestors 'self'" in site.get(f"/{name}").headers["Content-Security-Policy"]
        assert "outlook" not in site.get(f"/{name}").headers["Content-Security-Policy"]


def test_nothing_inline_may_run(site):
    policy = site.get("/pane.html").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "img-src 'self' blob: data:" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
