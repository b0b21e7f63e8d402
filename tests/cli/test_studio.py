"""`bmcgen studio` as it is started and stopped."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bmcgen.cli import main


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
@pytest.mark.parametrize("streams", [0, 1])
def test_it_prints_its_address_and_ends_at_once_with_ctrl_c(tmp_path: Path, streams: int) -> None:
    env = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "bmcgen", "studio", str(tmp_path), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/\?token=[\w-]{43})", address)
        assert found
        line = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)
        line.request("GET", found[2])
        answer = line.getresponse()
        answer.read()
        cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
        if streams:
            line.request("GET", "/api/events", headers={"Cookie": cookie})
            news = line.getresponse()
            assert news.readline() == b"retry: 500\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""
        token = found[2].removeprefix("/?token=")
        assert token not in process.stdout.read()
        if streams:
            assert b"event: bye" in news.read()
            news.close()
        line.close()


def run(*args: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["studio", *args])
    return found.exit_code, found.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    code, said = run(str(tmp_path / "nothing.yaml"), "--no-open")
    assert code == 1
    assert "error[no-such-file]" in said


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = run(str(tmp_path), "--no-open", "--port", str(port))
    assert code == 1
    assert f"port {port} cannot be used" in said


def test_a_port_that_cannot_be_is_wrong_usage() -> None:
    assert run("--port", "70000")[0] == 2


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    code, said = run(str(tmp_path))
    assert code == 1
    assert "error[needs-extra]" in said
    assert "bmcgen[studio]" in said
