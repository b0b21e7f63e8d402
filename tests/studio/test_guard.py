"""What pages of other sites, other ports and other names try against a studio that runs on this machine."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bmcgen.studio.serving.app import Studio
from bmcgen.studio.serving.guard import MOST_BODY
from tests.conftest import SAMPLES
from tests.studio.served import Talk, served

LOCKED = (403, "locked")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guarded") / "canvases"
    folder.mkdir()
    (folder / "sparse.yaml").write_bytes((SAMPLES / "sparse.yaml").read_bytes())
    (folder.parent / "secret.yaml").write_text("layout: business-model\ntitle: secret\n")
    (folder / "out.yaml").symlink_to(folder.parent / "secret.yaml")
    return folder


@pytest.fixture(scope="module")
def inside(folder: Path) -> Iterator[Talk]:
    with served(folder, folder.parent / "state") as talk:
        talk.enter()
        yield talk


def told(talk: Talk, method: str, path: str, **headers: str) -> tuple[int, str]:
    found = talk.ask(
        method, path, b"{}" if method == "POST" else None, {k.replace("_", "-"): v for k, v in headers.items()}
    )
    return found.status, found.said.get("error", "") if found.status >= 400 else ""


def routes(talk: Talk) -> list[tuple[str, str]]:
    app = Studio(talk.running.desk, None).app()
    filled = {"{rest:path}": "x", "{path:path}": "app.js", "{doc}": "d1", "{font}": "0"}
    found = []
    for route in app.routes:
        path = str(getattr(route, "path", ""))
        for place, value in filled.items():
            path = path.replace(place, value)
        found += [(method, path) for method in sorted(getattr(route, "methods", None) or ()) if method != "HEAD"]
    return found


def test_no_route_answers_without_the_cookie(inside: Talk) -> None:
    every = routes(inside)
    assert len(every) > 20
    stranger = Talk(inside.running)
    for method, path in every:
        assert told(stranger, method, path, **_page(stranger, method)) == LOCKED, (method, path)
    stranger.cookie = f"{inside.cookie}x"
    assert told(stranger, "GET", "/api/start") == LOCKED
    stranger.cookie = inside.cookie.replace(str(inside.port), "1")
    assert told(stranger, "GET", "/api/start") == LOCKED


def _page(talk: Talk, method: str) -> dict[str, str]:
    if method == "GET":
        return {}
    return {"Origin": talk.origin, "X_Studio": "1", "Content_Type": "application/json"}


def test_no_route_answers_to_another_site(inside: Talk) -> None:
    for method, path in routes(inside):
        page = _page(inside, method)
        assert told(inside, method, path, **{**page, "Sec_Fetch_Site": "cross-site"}) == LOCKED, path
        assert told(inside, method, path, **{**page, "Sec_Fetch_Site": "same-site"}) == LOCKED, path
        assert told(inside, method, path, **{**page, "Origin": "http://evil.test"}) == LOCKED, path
        assert told(inside, method, path, **{**page, "Host": f"evil.test:{inside.port}"}) == LOCKED, path


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "evil.test",
        "127.0.0.1.evil.test:{port}",
        "evil.test:{port}",
        "LOCALHOST:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "0.0.0.0:{port}",
        "[::1]:{port}",
        "user@127.0.0.1:{port}",
        "",
    ],
)
def test_a_host_that_is_not_this_server(inside: Talk, host: str) -> None:
    assert told(inside, "GET", "/api/start", Host=host.format(port=inside.port)) == LOCKED


def test_a_host_given_twice_or_not_at_all(inside: Talk) -> None:
    own = f"Host: 127.0.0.1:{inside.port}\r\n"
    for hosts in ("", f"{own}Host: evil.test\r\n", own + own):
        assert _raw(inside, f"GET /api/start HTTP/1.1\r\n{hosts}Cookie: {inside.cookie}\r\n\r\n") in (400, 403)
    assert _raw(inside, f"GET /api/start HTTP/1.1\r\n{own}Cookie: {inside.cookie}\r\n\r\n") == 200


def _raw(talk: Talk, text: str) -> int:
    with socket.create_connection(("127.0.0.1", talk.port), timeout=20) as line:
        line.sendall(text.encode())
        return int(line.recv(4000).split()[1])


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "same-origin, cross-site"])
def test_what_the_browser_says_is_no_request_of_the_page(inside: Talk, site: str) -> None:
    assert told(inside, "GET", "/api/start", Sec_Fetch_Site=site) == LOCKED
    assert told(inside, "POST", "/api/new", **{**_page(inside, "POST"), "Sec_Fetch_Site": site}) == LOCKED


def test_the_page_itself_may_be_opened_from_the_address_bar(inside: Talk) -> None:
    assert told(inside, "GET", "/", Sec_Fetch_Site="none")[0] == 200
    assert told(inside, "GET", "/", Sec_Fetch_Site="cross-site") == LOCKED


@pytest.mark.parametrize(
    "origin",
    ["null", "http://evil.test", "http://127.0.0.1", "https://127.0.0.1:{port}", "http://localhost:{port}", ""],
)
def test_a_write_from_another_origin(inside: Talk, origin: str) -> None:
    headers = {**inside.writing, "Origin": origin.format(port=inside.port)}
    assert inside.ask("POST", "/api/new", b"{}", headers).status == 403
    del headers["Origin"]
    assert inside.ask("POST", "/api/new", b"{}", headers).status == 403


@pytest.mark.parametrize(
    "change", [{"X-Studio": ""}, {"X-Studio": "2"}, {"Content-Type": "text/plain"}, {"Content-Type": ""}]
)
def test_a_form_of_another_page_cannot_write(inside: Talk, change: dict[str, str]) -> None:
    said = json.dumps({"layout": "swot", "locale": "en"}).encode()
    assert inside.ask("POST", "/api/new", said, {**inside.writing, **change}).status == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(inside: Talk, method: str) -> None:
    found = inside.ask(method, "/api/start", headers=inside.writing)
    assert found.status == 403
    assert "access-control-allow-origin" not in found.headers


def test_a_second_browser_is_told_in_words_where_to_go_on(tmp_path: Path) -> None:
    with served(tmp_path, tmp_path / "state") as talk:
        talk.enter()
        for path in (f"/?token={talk.running.token}", "/", "/d/acme.yaml"):
            found = Talk(talk.running).ask("GET", path, headers={"Accept": "text/html,*/*;q=0.8"})
            assert (found.status, found.headers["content-type"]) == (403, "text/plain; charset=utf-8")
            said = found.data.decode()
            assert all(word in said for word in ("Ctrl-C", "Strg+C", "één keer"))
            assert talk.running.token not in said
            assert "set-cookie" not in found.headers


def test_a_token_opens_once_and_stays_out_of_sight(tmp_path: Path) -> None:
    with served(tmp_path, tmp_path / "state") as talk:
        wrong = talk.ask("GET", "/?token=wrong")
        assert wrong.status == 403
        assert talk.running.token not in wrong.data.decode()
        first = talk.enter()
        assert (first.status, first.headers["location"]) == (303, "/")
        cookie = first.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert str(talk.port) in cookie
        assert talk.running.token not in cookie
        assert Talk(talk.running).ask("GET", f"/?token={talk.running.token}").status == 403
        assert talk.ask("GET", f"/?token={talk.running.token}").status == 303


def test_what_every_answer_says_of_itself(inside: Talk) -> None:
    for found in (inside.get("/"), inside.get("/api/start"), inside.ask("GET", "/", headers={"Host": "evil.test"})):
        policy = found.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["referrer-policy"] == "no-referrer"
        assert found.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/..%5c..%5capp.py",
        "/static/.hidden.js",
        "/static/a/b/c.js",
        "/static/x.py",
    ],
)
def test_static_files_lead_nowhere_else(inside: Talk, path: str) -> None:
    assert inside.get(path).status == 404


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml",
        "..\\secret.yaml",
        "/etc/passwd",
        "out.yaml",
        ".bmcgen.yaml",
        "",
        "a\0.yaml",
        "C:\\x.yaml",
        "x" * 500,
        7,
        None,
        ["a"],
    ],
)
def test_only_files_of_the_folder_are_opened(inside: Talk, name: object) -> None:
    assert inside.post("/api/open", {"file": name}).status == 404


def test_a_link_out_of_the_folder_is_not_listed(inside: Talk) -> None:
    start = inside.get("/api/start").said
    assert [each["file"] for each in start["documents"]] == ["sparse.yaml"]
    assert "secret" not in json.dumps(start)
    assert inside.get("/api/picture?file=out.yaml").status == 404


def test_too_much_at_once(inside: Talk) -> None:
    assert inside.ask("POST", "/api/new", b"{}", {**inside.writing, "Content-Length": str(MOST_BODY + 1)}).status == 413
    assert inside.ask("POST", "/api/new", b" " * (MOST_BODY + 1), inside.writing).status == 413
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    head = "".join(f"{key}: {value}\r\n" for key, value in {**inside.writing, "Cookie": inside.cookie}.items())
    with socket.create_connection(("127.0.0.1", inside.port), timeout=20) as line:
        head = f"Host: 127.0.0.1:{inside.port}\r\n{head}Transfer-Encoding: chunked\r\n"
        line.sendall(f"POST /api/new HTTP/1.1\r\n{head}\r\n".encode())
        with Quiet():
            for _ in range(2 * MOST_BODY // 65_536):
                line.sendall(chunk)
            line.sendall(b"0\r\n\r\n")
        assert b" 413 " in line.recv(4000)


class Quiet:
    """A server that has enough may hang up."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, OSError)


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"7", b'{"a":' * 100_000, b"[" * 400_000, b"\xff\xfe"])
def test_what_is_no_request(inside: Talk, body: bytes) -> None:
    assert inside.ask("POST", "/api/new", body, inside.writing).status == 400


def test_a_bomb_of_aliases_is_refused_and_not_unpacked(inside: Talk, folder: Path) -> None:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (folder / "bomb.yaml").write_text("\n".join(["layout: business-model", "a0: &a0 [x]", *rows]))
    try:
        doc = inside.open("bomb.yaml")
        state = inside.get(f"/api/doc/{doc}").said
        assert {each["code"] for each in state["broken"]["problems"]} == {"too-large"}
    finally:
        (folder / "bomb.yaml").unlink()


def test_notes_are_text_in_what_is_drawn(inside: Talk) -> None:
    doc = inside.open("sparse.yaml")
    bad = """<script>alert(1)</script> " onload="x" ]]> & </text>"""
    found = inside.ops(doc, {"op": "insert", "note": "evil", "block": "channels", "text": bad}).said
    drawn = found["patch"]["set"]["1/n/evil"]["svg"]
    assert "<script" not in drawn
    assert "style=" not in drawn
    assert "&lt;script&gt;" in drawn
    assert drawn.count("<text") == drawn.count("</text>")
    assert inside.ops(doc, {"op": "undo"}).status == 200


def test_a_web_socket_is_no_way_in(inside: Talk) -> None:
    text = (
        f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{inside.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://evil.test\r\n\r\n"
    )
    assert _raw(inside, text) == 403


def test_it_listens_on_this_machine_alone(inside: Talk) -> None:
    assert inside.running.socket.getsockname()[0] == "127.0.0.1"
