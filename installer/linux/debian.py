"""The program folder as a Debian package that lintian finds no error in."""

import gzip
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import bootstrap

NAME = "samarth-desktop"
HOME = Path("usr/lib") / NAME
MAINTAINER = "Samarth Desktop <support@samarth-desktop.example>"
ABOUT = "Offline registration of artisans and Self-Help Groups"
_DESCRIPTION = f"""{ABOUT}
 Registers artisans and women's Self-Help Groups for e-commerce programmes, in
 Hindi and English, without internet. Everything is kept in an encrypted
 database, is sent to the office's hub when there is a network or a pen drive,
 and every registered person takes home a certificate that can be checked.
"""
_DESKTOP = f"""[Desktop Entry]
Type=Application
Name=Samarth Desktop
Name[hi]=समर्थ डेस्कटॉप
GenericName=Registration of artisans
GenericName[hi]=कारीगरों का पंजीकरण
Comment={ABOUT}
Comment[hi]=कारीगरों और स्वयं सहायता समूहों का पंजीकरण
Exec={NAME} %f
MimeType=application/x-samarth-backup;
Icon={NAME}
Categories=Office;Database;
Keywords=artisan;SHG;ODOP;certificate;
StartupWMClass={NAME}
"""
_APPSTREAM = f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{NAME}</id>
  <metadata_license>MIT</metadata_license>
  <project_license>MIT</project_license>
  <name>Samarth Desktop</name>
  <name xml:lang="hi">समर्थ डेस्कटॉप</name>
  <summary>{ABOUT}</summary>
  <summary xml:lang="hi">कारीगरों और स्वयं सहायता समूहों का पंजीकरण, बिना इंटरनेट</summary>
  <description>
    <p>Registers artisans and women's Self-Help Groups for e-commerce programmes, in Hindi and English.</p>
  </description>
  <launchable type="desktop-id">{NAME}.desktop</launchable>
  <content_rating type="oars-1.1"/>
  <provides><binary>{NAME}</binary></provides>
</component>
"""
_MIME = f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-samarth-backup">
    <comment>Backup of Samarth Desktop</comment>
    <comment xml:lang="hi">समर्थ डेस्कटॉप की नकल</comment>
    <icon name="{NAME}"/>
    <glob pattern="*.samarth"/>
  </mime-type>
</mime-info>
"""
_MAN = f""".TH SAMARTH-DESKTOP 1 "" "Samarth Desktop"
.SH NAME
{NAME} \\- {ABOUT[0].lower()}{ABOUT[1:]}
.SH SYNOPSIS
.B {NAME}
[\\-\\-data DIR] [\\-\\-lang hi|en] [\\-\\-json] [COMMAND ...]
.SH DESCRIPTION
Without a command the window opens. With one the same actions run without a
window; \\fB{NAME} \\-\\-help\\fP lists them.
.SH ENVIRONMENT
.TP
.B SAMARTH_DATA
the data folder
.TP
.B SAMARTH_PASSPHRASE
opens it without asking
.SH EXIT STATUS
0 done; 1 the answer is no, or a part was not done; 2 could not run.
"""


def package(folder: Path, build: Path, dist: Path, version: str, patchelf: Path) -> Path:
    """Packs a program folder; gives the .deb."""
    tree = build / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / HOME, symlinks=True)
    _strip(tree / HOME, patchelf)
    _files(tree, build, version)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / f"usr/bin/{NAME}").symlink_to(f"../lib/{NAME}/{NAME}")
    for found in tree.rglob("*"):
        if not found.is_symlink():
            runs = found.is_dir() or (found.parent == tree / HOME and found.name == NAME)
            found.chmod(0o755 if runs else 0o644)
    _write(tree / "DEBIAN/control", control(version, tree))
    _write(tree / "DEBIAN/md5sums", _sums(tree))
    made = dist / f"{NAME}_{version}_amd64.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, made], check=True)
    return made


def _strip(folder: Path, patchelf: Path) -> None:
    """Debugging symbols go, and search paths of the machine on which a library was built; a library that a tool does
    not understand stays as it is."""
    for library in folder.rglob("*.so*"):
        if library.is_symlink():
            continue
        subprocess.run(["strip", "--strip-unneeded", library], stderr=subprocess.DEVNULL)
        told = subprocess.run([patchelf, "--print-rpath", library], capture_output=True, text=True).stdout.strip()
        kept = ":".join(part for part in told.split(":") if part.startswith("$ORIGIN"))
        if told and kept != told:
            change = ["--set-rpath", kept] if kept else ["--remove-rpath"]
            subprocess.run([patchelf, *change, library], stderr=subprocess.DEVNULL)


def _files(tree: Path, build: Path, version: str) -> None:
    """Menu entry, AppStream data, file type, man page, icons, changelog, licences (Debian Policy, 9 and 12)."""
    share = tree / "usr/share"
    _write(share / f"applications/{NAME}.desktop", _DESKTOP)
    _write(share / f"metainfo/{NAME}.metainfo.xml", _APPSTREAM)
    _write(share / f"mime/packages/{NAME}.xml", _MIME)
    _packed(share / f"man/man1/{NAME}.1.gz", _MAN)
    for icon in sorted((build / "icons").glob("*.png")):
        size = icon.stem
        target = share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png"
        target.parent.mkdir(parents=True)
        shutil.copy(icon, target)
    scalable = share / f"icons/hicolor/scalable/apps/{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copy(bootstrap.ROOT / "resources/icons/app.svg", scalable)
    doc = share / f"doc/{NAME}"
    _write(doc / "copyright", _copyright(build))
    now = format_datetime(datetime.now(UTC))
    _packed(
        doc / "changelog.gz",
        f"{NAME} ({version}) stable; urgency=medium\n\n  * See Help, What is new.\n\n -- {MAINTAINER}  {now}\n",
    )
    _write(share / f"lintian/overrides/{NAME}", _OVERRIDES)


_OVERRIDES = f"""# The program brings its own Python and Qt, tested together.
{NAME}: embedded-library *
{NAME}: unstripped-binary-or-object *
{NAME}: library-not-linked-against-libc *
{NAME}: package-installs-python-egg *
"""


def _copyright(build: Path) -> str:
    licence = (bootstrap.ROOT / "LICENSE").read_text("utf-8")
    parts = f"The licences of all parts: /usr/lib/{NAME}/_internal/samarth_desktop/resources/THIRD-PARTY.txt\n"
    return f"Samarth Desktop\n\n{licence}\n{parts}"


def _sums(tree: Path) -> str:
    import hashlib

    lines = []
    for file in sorted(tree.rglob("*")):
        if file.is_file() and not file.is_symlink() and "DEBIAN" not in file.relative_to(tree).parts:
            with file.open("rb") as stream:
                lines.append(f"{hashlib.file_digest(stream, 'md5').hexdigest()}  {file.relative_to(tree)}\n")
    return "".join(lines)


def control(version: str, tree: Path) -> str:
    """What dpkg must know (Debian Policy, 5.3); the size in KiB as installed, rounded up per file."""
    size = sum(-(-file.lstat().st_size // 1024) for file in tree.rglob("*") if not file.is_dir())
    needs = ", ".join(["libc6 (>= 2.34)", *(f"{name} | {name}t64" for name in bootstrap.RUN_PACKAGES)])
    return (
        f"Package: {NAME}\nVersion: {version}\nArchitecture: amd64\nInstalled-Size: {size}\nDepends: {needs}\n"
        f"Maintainer: {MAINTAINER}\nSection: misc\nPriority: optional\nDescription: {_DESCRIPTION}"
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _packed(file: Path, text: str) -> None:
    """A gzip file without a time in it, as the policy wants of documents."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as out:
        out.write(text.encode())
