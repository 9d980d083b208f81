"""Nothing needs a network: a run with Prefect's temporary server succeeds where there is none but the machine's own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]

INSIDE = """
import fcntl, os, socket, struct, sys

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug:
    asked = struct.pack("16sh", b"lo", 0)
    flags = struct.unpack("16sh", fcntl.ioctl(plug, SIOCGIFFLAGS, asked))[1]
    fcntl.ioctl(plug, SIOCSIFFLAGS, struct.pack("16sh", b"lo", flags | IFF_UP))
names = [name for _, name in socket.if_nameindex()]
assert names[0] == "lo", names
with socket.socket() as out:
    out.settimeout(5)
    try:
        out.connect(("192.0.2.1", 80))
    except OSError:
        pass
    else:
        sys.exit("the network is there")
os.execv(sys.executable, [sys.executable, "-m", "flows.cli", "run", *sys.argv[1:]])
"""


@pytest.fixture(scope="module")
def cut_off() -> list[str]:
    """The command that starts a program without any network."""
    program = shutil.which("unshare")
    if not program:
        pytest.skip("unshare is not installed (util-linux)")
    command = [program, "--map-root-user", "--net"]
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"network namespaces are not permitted here: {tried.stderr.strip()}")
    return command


def test_a_run_needs_no_network(cut_off: list[str], tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    canvas = Canvas(str(tmp_path / "corpus" / "avtal.pdf"))
    canvas.drawString(60, 760, "Avtal om samverkan mellan Västerås stad och Region Västmanland")
    canvas.drawString(60, 730, "Avtalet gäller från och med den 1 januari 2012 till och med den 31 december 2013.")
    canvas.save()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "INVENTERA_"))}
    folders = ["--corpus", str(tmp_path / "corpus"), "--outputs", str(tmp_path / "ut")]
    done = subprocess.run(
        [*cut_off, sys.executable, "-c", INSIDE, *folders],
        cwd=ROOT,
        env=own | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    inventory = json.loads((tmp_path / "ut" / "forteckning.json").read_text(encoding="utf-8"))
    assert [row["valid_to"] for row in inventory["rows"]] == ["2013-12-31"]
