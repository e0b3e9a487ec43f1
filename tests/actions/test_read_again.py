"""A line that an older program could not read is read by the first one that can, at its first opening."""

from pathlib import Path

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.domain.oplog.exchange import BatchSignature
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.folder import integrity
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.sync import wire

WORDS, AREA, WRITER = "four plain old words", "9/164", "AAAAAA"


def test_a_line_that_was_not_readable_is_taken_in_after_an_update(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    told = [{"name_en": "Sita"}, {"a_longer_key_than_was_known": "kept", "name_en": "Gita"}, {"village": "Harakh"}]
    rows = ("sita", "gita", "gita")
    ops = [Op(WRITER, AREA, n, "artisan", rows[n - 1], n << 16, "a", 1, f) for n, f in enumerate(told, start=1)]
    lines = (*(wire.line_of(op) for op in ops), b'["a shape of a later day"]')
    pack = wire.Pack(BatchSignature(AREA, WRITER, 1, 4, 1, WRITER, b"s"), lines)
    session, _ = opening.set_up(tmp_path / "data", WORDS, author="Asha", area=AREA)
    with session.store, monkeypatch.context() as before:
        before.setattr(wire, "_MAX_KEY", 10)  # the older program
        assert StoreLog(session.store).apply("hub", [wire.delivery(pack)], {}, 0).unshown == 2
    for _ in range(2):
        with opening.open_with_passphrase(tmp_path / "data", WORDS).store as store:
            with store.read() as reader:
                gita = reader.get(Artisan, "gita")
                assert gita is not None
                assert (gita.name_en, gita.village) == ("Gita", "Harakh")
                assert gita.extra == {"a_longer_key_than_was_known": "kept"}
                assert len(reader.ops("gita")) == 2
            assert integrity.check(store, every=True) == []
            (handed,) = StoreLog(store).handed(AREA, WRITER, 0, 9)
            assert wire.repack(handed).lines == lines, "handed on as it came, the line that nobody reads too"
