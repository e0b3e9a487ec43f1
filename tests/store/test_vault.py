"""The vault opens with what is right, and says what is wrong."""

from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from samarth_desktop.errors import KnownError
from samarth_desktop.store.folder import keyring as data_keyring
from samarth_desktop.store.folder import passphrase as passphrases
from samarth_desktop.store.folder import recovery, vault

WORDS = "a long passphrase"


def test_passphrase_and_recovery_key_open_the_same(folder: Path) -> None:
    keys, printed = vault.create(folder, WORDS)
    assert vault.open_with_passphrase(folder, WORDS) == keys
    assert vault.open_with_recovery(folder, printed.lower().replace("-", "  ").replace("0", "O")) == keys
    assert WORDS not in (folder / vault.FILE).read_text()
    assert keys.data.hex() not in (folder / vault.FILE).read_text()


def test_a_new_passphrase_replaces_the_old(folder: Path) -> None:
    keys, printed = vault.create(folder, WORDS)
    vault.change_passphrase(folder, keys, "another passphrase")
    assert vault.open_with_passphrase(folder, "another passphrase") == keys
    assert vault.open_with_recovery(folder, printed) == keys
    with pytest.raises(KnownError, match="passphrase is not right"):
        vault.open_with_passphrase(folder, WORDS)


def test_a_new_recovery_key_voids_the_printed_one(folder: Path) -> None:
    keys, printed = vault.create(folder, WORDS)
    again = vault.new_recovery_key(folder, keys)
    assert vault.open_with_recovery(folder, again) == keys
    with pytest.raises(KnownError, match="not valid"):
        vault.open_with_recovery(folder, printed)


def test_each_failure_has_its_sentence(folder: Path) -> None:
    with pytest.raises(KnownError, match="no data in this folder"):
        vault.open_with_passphrase(folder, WORDS)
    with pytest.raises(KnownError, match="at least"):
        vault.create(folder, "short")
    vault.create(folder, WORDS)
    with pytest.raises(KnownError, match="already"):
        vault.create(folder, WORDS)
    (folder / "samarth.db").touch()
    intact = (folder / vault.FILE).read_bytes()
    for damaged in (b"", b"{}", b"[1]", intact[: len(intact) // 2], intact.replace(b"a", b"b")):
        (folder / vault.FILE).write_bytes(damaged)
        with pytest.raises(KnownError, match="key file is damaged"):
            vault.open_with_passphrase(folder, WORDS)
    (folder / vault.FILE).unlink()
    with pytest.raises(KnownError, match="key file is missing"):
        vault.open_with_passphrase(folder, WORDS)


LOOK_ALIKE = (
    ("मेरा क़लम सड़क पर है", "मेरा क\u093cलम सड\u093cक पर है"),
    ("मेरा क़लम सड़क पर है", " मेरा क\u093cलम  सड\u093cक पर है\u2028"),
    ("a long passphrase", "a long\u00a0passphrase \n"),
    ("a long passphrase", "a  long\tpass\u200dphrase\ufeff"),
    ("école du village", "e\u0301cole du village"),
)


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_two_writings_that_look_the_same_open_the_same_vault(folder: Path, one: str, other: str) -> None:
    """Whichever was typed at set-up, at a change or at the recovery."""
    keys, _ = vault.create(folder, one)
    assert vault.open_with_passphrase(folder, other) == keys
    vault.change_passphrase(folder, keys, other)
    assert vault.open_with_passphrase(folder, one) == keys
    with pytest.raises(KnownError, match="passphrase is not right"):
        vault.open_with_passphrase(folder, one.upper() + "x")


@pytest.mark.parametrize(("meant", "typed"), LOOK_ALIKE)
def test_a_vault_of_before_opens_as_it_was_typed_and_then_as_it_is_meant(folder: Path, meant: str, typed: str) -> None:
    keys, _ = vault.create(folder, meant)
    for before in (typed, meant):  # a slot as programs of before wrote it: from the very letters
        vault.write(folder, vault.read(folder) | {"passphrase": vault._slot(keys, before.encode(), stretched=True)})
        assert vault.open_with_passphrase(folder, typed) == keys
        assert vault.open_with_passphrase(folder, meant) == keys


def test_four_short_words_are_enough() -> None:
    assert passphrases.problem("ab c d e") is None
    assert passphrases.problem("ab c d") is not None
    assert passphrases.problem("नमस्ते दुनिया") is None


def test_a_mistyped_group_is_named() -> None:
    printed = recovery.new()
    typed = recovery.groups(printed)
    assert len(typed) == recovery.GROUPS
    assert len(recovery.read(printed)) == 20
    for place, group in enumerate(typed):
        for at in range(recovery.GROUP_LENGTH):
            for other in set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {group[at]}:
                wrong = group[:at] + other + group[at + 1 :]
                assert recovery.mistyped([*typed[:place], wrong, *typed[place + 1 :]]) == (place + 1,)
    assert recovery.mistyped([typed[1], typed[0], *typed[2:]]) in ((1, 2), (1,), (2,)) or typed[0] == typed[1]
    with pytest.raises(KnownError) as caught:
        recovery.read("-".join([*typed[:7], "AAAA"]))
    assert caught.value.text.args == {"boxes": "8"}


def test_the_keyring_opens_without_a_passphrase_until_it_forgets(folder: Path) -> None:
    class Memory(KeyringBackend):
        priority = 1
        kept: ClassVar[dict[tuple[str, str], str]] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            if self.kept.pop((service, username), None) is None:
                raise PasswordDeleteError(username)

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())  # type: ignore[no-untyped-call]  # the library's constructor has no types
    try:
        keys, _ = vault.create(folder, WORDS)
        assert data_keyring.look(folder) is None
        assert data_keyring.keep(folder, keys)
        assert data_keyring.look(folder) == keys
        data_keyring.forget(folder)
        data_keyring.forget(folder)
        assert data_keyring.look(folder) is None
    finally:
        keyring.set_keyring(before)
