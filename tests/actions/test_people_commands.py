"""Who works on a laptop, by command: names, own passphrases, and handing it over."""

import json
from pathlib import Path

import pytest

from samarth_desktop.actions.device import device, opening, people
from samarth_desktop.cli.main import main
from samarth_desktop.errors import KnownError
from samarth_desktop.store.folder import tries, vault

OURS, HERS, NEWER = "neem ki chhaon mein", "aam ki daali par koyal", "jamun ke ped ke neeche"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("SAMARTH_PASSPHRASE", OURS)
    monkeypatch.setattr(vault, "_MEMORY_KIB", 64)
    folder = tmp_path / "data"
    opening.set_up(folder, OURS, author="Asha", area="9/164")[0].store.close()
    return folder


def test_people_by_command(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*words: str, opened: str = OURS, new: str = "") -> tuple[int, dict[str, str]]:
        monkeypatch.setenv("SAMARTH_PASSPHRASE", opened)
        monkeypatch.setenv("SAMARTH_NEW_PASSPHRASE", new)
        code = main([*words, "--data", str(folder), "--json"])
        said = capsys.readouterr().out
        found = json.loads(said) if said else {}
        rows = found if isinstance(found, list) else []
        return code, {one["name"]: ("here " if one["here"] else "") + ("own" * one["own_passphrase"]) for one in rows}

    assert run("people", "sit", "Meena Verma") == (0, {"Asha": "", "Meena Verma": "here "})
    assert run("people", "passphrase", "Rekha", new=HERS)[0] == 2, "she is not on the list"
    assert run("people", "passphrase", "Meena Verma", new=HERS)[1] == {"Asha": "", "Meena Verma": "here own"}
    assert run("people") == (0, {"Asha": "here ", "Meena Verma": "own"}), "the laptop's own opens nobody's work"
    assert run("people", opened=HERS)[1] == {"Asha": "", "Meena Verma": "here own"}
    assert run("people", "sit", "मीना वर्मा")[0] == 2
    assert run("passphrase", opened=HERS, new=NEWER)[0] == 0 and run("people", opened=HERS)[0] == 2
    assert run("people", "leave", "Meena Verma") == (0, {"Asha": "here "})
    assert run("people", opened=NEWER)[0] == 2, "who leaves loses her slot"
    assert run("people", "sit", "Meena Verma")[0] == 2, "and her name stays hers"
    assert run("hand-over", "Rekha", new=HERS)[0] == 0
    assert run("people")[0] == 2
    assert run("people", opened=HERS) == (0, {"Rekha": "here "})


def test_handing_over_leaves_nothing_that_opens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries.time, "sleep", lambda seconds: None)
    session = opening.open_with_passphrase(folder, OURS)
    device.sit_down(session, "Meena")
    device.own_passphrase(session, "Meena", HERS)
    for old, new in ((HERS, NEWER), ("wrong wrong wrong", NEWER), (OURS, "short"), (OURS, OURS)):
        with pytest.raises(KnownError):
            device.hand_over(session, "Rekha", old, new)
    with pytest.raises(KnownError):
        device.hand_over(session, " ", OURS, NEWER)
    assert people.with_own(session) == {"Meena"}, "nothing was changed"
    theirs = device.hand_over(session, "Rekha", OURS, NEWER)
    key = device.new_recovery_key(theirs)
    found = device.device_info(theirs)
    assert (found.author, found.people, found.recovery_checked) == ("Rekha", ("Rekha",), False)
    for old in (OURS, HERS):
        with pytest.raises(KnownError):
            vault.open_as(folder, old)
    assert vault.open_as(folder, NEWER)[1] == "" and vault.open_with_recovery(folder, key) == theirs.store.keys
    assert device.sit_down(theirs, "Meena").author == "Meena", "another one may have that name"
    theirs.store.close()
