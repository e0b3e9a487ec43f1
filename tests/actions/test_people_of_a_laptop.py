"""People of a laptop with passphrases of their own: slots of the vault with owners."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from samarth_desktop.actions.device import device, opening, people
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.store.folder import tries, vault

SHARED, HERS, NEWER = "neem ki chhaon mein", "aam ki daali par koyal", "jamun ke ped ke neeche"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    return tmp_path / "data"


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    made, _ = opening.set_up(folder, SHARED, author="सुनीता यादव", area="9/164")
    made = device.sit_down(device.sit_down(made, "मीना वर्मा"), "सुनीता यादव")
    people.give_passphrase(made, "मीना वर्मा", HERS)
    yield made
    made.store.close()


def test_her_passphrase_opens_and_says_who_she_is(session: Session, folder: Path) -> None:
    session.store.close()
    hers = opening.open_with_passphrase(folder, HERS)
    assert hers.author == "मीना वर्मा"
    hers.store.close()
    again = opening.open_with_passphrase(folder, SHARED)
    assert again.store.keys == hers.store.keys
    again.store.close()


def test_no_name_stands_outside_the_encrypted_data(session: Session, folder: Path) -> None:
    text = (folder / vault.FILE).read_text("utf-8")
    assert "मीना" not in text and "\\u092e" not in text
    assert len(json.loads(text)["vault"]["people"]) == 1


def test_nobody_else_works_under_her_name(session: Session) -> None:
    assert people.with_own(session) == {"मीना वर्मा"}
    for wrong in ("", SHARED, "something else again"):
        with pytest.raises(KnownError):
            device.sit_down(session, "मीना वर्मा", wrong)
    assert device.sit_down(session, "मीना वर्मा", HERS).author == "मीना वर्मा"
    assert device.sit_down(session, "रेखा").author == "रेखा", "who has none is a name only"


@pytest.mark.parametrize("written", ["Meena Verma", "meena  verma", "MEENA VERMA", "श्रीमती मीना वर्मा", "मीना  वर्मा"])
def test_her_name_in_another_spelling_is_hers_all_the_same(session: Session, written: str) -> None:
    with pytest.raises(KnownError):
        device.sit_down(session, written)
    with pytest.raises(KnownError):
        people.give_passphrase(session, written, NEWER)
    assert device.sit_down(session, written, HERS).author == "मीना वर्मा"


def test_only_she_replaces_her_passphrase(session: Session, folder: Path) -> None:
    with pytest.raises(KnownError):
        people.give_passphrase(session, "मीना वर्मा", NEWER)
    assert vault.open_as(folder, HERS)[1]
    people.give_passphrase(device.sit_down(session, "मीना वर्मा", HERS), "Meena Verma", NEWER)
    assert vault.open_as(folder, NEWER)[1] and len(vault.owners(folder)) == 1


def test_a_passphrase_is_changed_in_its_own_slot(session: Session, folder: Path) -> None:
    device.change_passphrase(session, HERS, NEWER)
    with pytest.raises(KnownError):
        vault.open_as(folder, HERS)
    assert vault.open_as(folder, NEWER)[1] and vault.open_as(folder, SHARED)[1] == ""
    with pytest.raises(KnownError):
        people.give_passphrase(session, "रेखा", SHARED)
    with pytest.raises(KnownError):
        people.give_passphrase(session, "रेखा", "short")
    with pytest.raises(KnownError):
        people.give_passphrase(session, "रेखा", NEWER)


def test_who_leaves_loses_her_slot(session: Session, folder: Path) -> None:
    device.forget(session, "मीना वर्मा")
    with pytest.raises(KnownError):
        vault.open_as(folder, HERS)
    assert people.with_own(session) == frozenset() and vault.owners(folder) == frozenset()
    opening.prove(session, SHARED)


def test_a_name_that_was_taken_off_the_list_stays_hers(session: Session, folder: Path) -> None:
    device.forget(session, "मीना वर्मा")
    for written in ("मीना वर्मा", "Meena Verma"):
        for wrong in ("", SHARED):
            with pytest.raises(KnownError):
                device.sit_down(session, written, wrong)
        with pytest.raises(KnownError):
            people.give_passphrase(session, written, NEWER)
    assert device.sit_down(session, "Meena Verma", HERS).author == "मीना वर्मा", "she is back"
    assert people.with_own(session) == {"मीना वर्मा"} and vault.open_as(folder, HERS)[1]


def test_the_laptops_own_passphrase_opens_nobodys_work(session: Session, folder: Path) -> None:
    hers = device.sit_down(session, "मीना वर्मा", HERS)
    with pytest.raises(KnownError):
        opening.prove(hers, SHARED)
    opening.prove(hers, HERS)
    session.store.close()
    again = opening.open_with_passphrase(folder, SHARED)
    assert again.author == "सुनीता यादव", "who sat there last has a passphrase of her own"
    device.sit_down(again, "मीना वर्मा", HERS)
    again.store.close()
    fresh, _ = device.change_all_keys(folder, SHARED, NEWER)
    assert people.with_own(fresh) == frozenset() and people.named(fresh, "मीना वर्मा") == "", "given anew after a loss"
    fresh.store.close()


def test_two_slots_never_open_with_one_passphrase(session: Session) -> None:
    for old, new in ((HERS, SHARED), (SHARED, HERS)):
        with pytest.raises(KnownError):
            device.change_passphrase(session, old, new)


def test_an_older_program_still_opens_and_keeps_the_slots(session: Session, folder: Path) -> None:
    vault.change_passphrase(folder, session.store.keys, NEWER)  # which knows nothing of people
    assert vault.open_with_passphrase(folder, NEWER) == session.store.keys
    assert vault.open_as(folder, HERS)[0] == session.store.keys


def test_wrong_tries_are_slowed(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(tries.time, "sleep", waited.append)
    monkeypatch.setattr(vault, "_MEMORY_KIB", 64)
    for _ in range(8):
        with pytest.raises(KnownError):
            opening.prove(session, "wrong wrong wrong")
    assert waited == [1.0, 2.0, 4.0]
    opening.prove(session, SHARED)
    with pytest.raises(KnownError):
        opening.prove(session, "wrong wrong wrong")
    assert waited == [1.0, 2.0, 4.0, 8.0], "the right one begins anew, after its own wait"
    for _ in range(5):
        with pytest.raises(KnownError):
            device.sit_down(session, "मीना वर्मा", "wrong wrong wrong")
    assert waited[4:] == [1.0], "tried as somebody it is the same count"
    session.store.close()
    with pytest.raises(KnownError):
        opening.open_with_passphrase(session.store.folder, "wrong wrong wrong")
    assert waited[5:] == [2.0], "and with every command anew"
