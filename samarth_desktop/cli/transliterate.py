"""The sub-command that writes a name in the other script. It needs no data folder."""

import argparse
from typing import Any

from samarth_desktop.cli.call import DONE, Call
from samarth_desktop.cli.records import count
from samarth_desktop.i18n import N_

_SCRIPTS = ("hi", "en")


def add_commands(add: Any, nested: Any) -> None:
    """Adds this module's sub-command."""
    write = add("transliterate", _transliterate, N_("writes a name or word in the other script, the likeliest first"))
    write.add_argument("text")
    write.add_argument("--to", choices=_SCRIPTS)
    write.add_argument("--limit", type=count, default=4, metavar="N")


def _transliterate(this: Call, options: argparse.Namespace) -> int:
    from samarth_desktop.domain.names import translit
    from samarth_desktop.domain.names.phonetic_key import script

    to = options.to or ("en" if script(options.text) == "deva" else "hi")
    write = translit.to_devanagari if to == "hi" else translit.candidates_latin
    written = list(write(options.text, options.limit))
    this.answer(written, written)
    return DONE
