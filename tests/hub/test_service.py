"""The systemd unit that comes with the hub is one that systemd itself takes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from samarth_desktop import paths


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "samarth-hub.service"
    told = paths.resource("hub/samarth-hub.service").read_text("utf-8")
    unit.write_text(told.replace("/opt/samarth/bin/samarth-hub", sys.executable), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
