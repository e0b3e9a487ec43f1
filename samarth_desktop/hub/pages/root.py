"""The office's root for PDF readers: a file to save, and how it gets into Adobe Reader."""

import hashlib
import html

from fastapi import Response

from samarth_desktop.documents.signing import x509
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.pages import layout
from samarth_desktop.i18n import N_, Catalog, T

FILE = "samarth-root.cer"
_STEPS = (
    N_("Save the file on the computer where certificates are read, and open Adobe Reader."),
    N_("Menu (or Edit), Preferences, Signatures; there “Identities and Trusted Certificates”, More."),
    N_("Trusted Certificates, Import: choose the file, and Import once more."),
    N_("Mark the new line, Edit Trust: tick “trusted root” and “certified documents”, then OK."),
)


def section(keys: Keys, words: Catalog) -> str:
    """What the office page says of it."""
    made, _ = keys.paper_root()
    name, digits = x509.common_name(made), hashlib.sha256(made).hexdigest().upper()
    said = (
        T("When Adobe Reader knows this office's root, it shows which office signed a certificate."),
        T(
            "This is the office's own mark. It is no signature by an authority licensed under the Information "
            "Technology Act, and must not be given out as one."
        ),
        T("The file has the name “{name}”. Whoever gets it from others compares its SHA-256:", name=name),
    )
    steps = "".join(f"<li>{html.escape(words.say(step))}</li>" for step in _STEPS)
    return (
        f"<h2>{html.escape(words.say(N_('Root for PDF readers')))}</h2>"
        f'<p>{html.escape(words.say(said[0]))} <a href="/office/root.cer" download="{FILE}">'
        f"{html.escape(words.say(N_('Save the root')))}</a></p><ol>{steps}</ol><p>{html.escape(words.say(said[1]))}</p>"
        f'<p class="soft">{html.escape(words.say(said[2]))} <code>{_grouped(digits)}</code></p>'
    )


def file(keys: Keys) -> Response:
    """The root as programs take it from a file."""
    headers = {**layout.SAFE, "Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(x509.pem(keys.paper_root()[0]), media_type="application/pkix-cert", headers=headers)


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
