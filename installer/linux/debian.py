"""The program folder as a Debian package that lintian finds no error in."""

import gzip
import shutil
import struct
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import bootstrap

from linux.program import Program

MAINTAINER = "Samarth Desktop <support@samarth-desktop.example>"


def home(program: Program) -> Path:
    """Where the program's folder lies."""
    return Path("usr/lib") / program.name


def _desktop(program: Program) -> str:
    file = " %f\nMimeType=application/x-samarth-backup;" if program.opens else ""
    return f"""[Desktop Entry]
Type=Application
Name={program.title}
Name[hi]={program.title_hi}
GenericName={program.generic}
GenericName[hi]={program.generic_hi}
Comment={program.about}
Comment[hi]={program.about_hi}
Exec={program.name}{file}
Icon={program.name}
Categories=Office;Database;
Keywords={program.keywords}
StartupWMClass={program.name}
"""


def _appstream(program: Program) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{program.name}</id>
  <metadata_license>MIT</metadata_license>
  <project_license>MIT</project_license>
  <name>{program.title}</name>
  <name xml:lang="hi">{program.title_hi}</name>
  <summary>{program.about}</summary>
  <summary xml:lang="hi">{program.about_hi}</summary>
  <description>
    <p>Registers artisans and women's Self-Help Groups for e-commerce programmes, in Hindi and English.</p>
  </description>
  <launchable type="desktop-id">{program.name}.desktop</launchable>
  <content_rating type="oars-1.1"/>
  <provides><binary>{program.name}</binary></provides>
</component>
"""


def _mime(program: Program) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="application/x-samarth-backup">
    <comment>Backup of Samarth Desktop</comment>
    <comment xml:lang="hi">समर्थ डेस्कटॉप की नकल</comment>
    <icon name="{program.name}"/>
    <glob pattern="*.samarth"/>
  </mime-type>
</mime-info>
"""


def _man(program: Program) -> str:
    return f""".TH {program.name.upper()} 1 "" "Samarth Desktop"
.SH NAME
{program.name} \\- {program.about[0].lower()}{program.about[1:]}
.SH SYNOPSIS
.B {program.name}
{program.synopsis}
.SH DESCRIPTION
{program.manual}"""


def package(program: Program, folder: Path, build: Path, dist: Path, version: str, patchelf: Path) -> Path:
    """Packs a program folder; gives the .deb."""
    tree, inside = build / "deb", home(program)
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / inside, symlinks=True)
    _strip(tree / inside, patchelf)
    _files(program, tree, build, version)
    (tree / "usr/bin").mkdir(parents=True)
    starts = {tree / inside / command for command in program.commands}
    for command in program.commands:
        (tree / "usr/bin" / command).symlink_to(f"../lib/{program.name}/{command}")
    for found in tree.rglob("*"):
        if not found.is_symlink():
            runs = found.is_dir() or found in starts or _of_postgres(found)
            found.chmod(0o755 if runs else 0o644)
    _write(tree / "DEBIAN/control", control(program, version, tree))
    _write(tree / "DEBIAN/md5sums", _sums(tree))
    made = dist / f"{program.name}_{version}_amd64.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, made], check=True)
    return made


def _strip(folder: Path, patchelf: Path) -> None:
    """Debugging symbols of libraries go, and of libraries and PostgreSQL's programs the search paths of the machine on
    which they were built; what a tool does not understand, or leaves so that it cannot be loaded (libraries whose paths
    were changed before), stays as it is."""
    for file in folder.rglob("*"):
        library = ".so" in file.name
        if file.is_symlink() or not file.is_file() or not (library or _of_postgres(file)):
            continue
        if library:  # a program whose path was changed before would still be mapped, and fall at its start
            _changed(file, ["strip", "--strip-unneeded"])
        told = subprocess.run([patchelf, "--print-rpath", file], capture_output=True, text=True).stdout.strip()
        kept = ":".join(part for part in told.split(":") if part.startswith("$ORIGIN"))
        if told and kept != told:
            _changed(file, [patchelf, *(["--set-rpath", kept] if kept else ["--remove-rpath"])])


def _of_postgres(file: Path) -> bool:
    """Whether this is one of the programs of PostgreSQL, which the office's hub starts."""
    return file.parent.name == "bin" and file.parent.parent.name.startswith("pginstall")


def _changed(library: Path, step: Sequence[str | Path]) -> None:
    """Lets a tool change a library, and takes that back where the system could not map what came of it."""
    before = library.read_bytes()
    done = subprocess.run([*step, library], stderr=subprocess.DEVNULL)
    if done.returncode or not can_be_mapped(library.read_bytes()):
        library.write_bytes(before)


def can_be_mapped(library: bytes) -> bool:
    """Whether each part to load of a 64-bit ELF file lies in it as it will lie in memory, counted in pages (System V
    ABI, program header: p_vaddr and p_offset agree modulo p_align)."""
    if library[:5] != b"\x7fELF\x02":
        return True
    (table,) = struct.unpack_from("<Q", library, 32)
    size, count = struct.unpack_from("<HH", library, 54)
    for at in range(table, table + size * count, size):
        kind, _, offset, address, _, in_file, _, align = struct.unpack_from("<IIQQQQQQ", library, at)
        if kind == _LOAD and ((address - offset) % max(align, 1) or offset + in_file > len(library)):
            return False
    return True


_LOAD = 1


def _files(program: Program, tree: Path, build: Path, version: str) -> None:
    """Menu entry, AppStream data, file type, man page, icons, changelog, licences (Debian Policy, 9 and 12)."""
    share = tree / "usr/share"
    _write(share / f"applications/{program.name}.desktop", _desktop(program))
    _write(share / f"metainfo/{program.name}.metainfo.xml", _appstream(program))
    if program.opens:
        _write(share / f"mime/packages/{program.name}.xml", _mime(program))
    _packed(share / f"man/man1/{program.name}.1.gz", _man(program))
    for icon in sorted((build / "icons").glob("*.png")):
        size = icon.stem
        target = share / f"icons/hicolor/{size}x{size}/apps/{program.name}.png"
        target.parent.mkdir(parents=True)
        shutil.copy(icon, target)
    scalable = share / f"icons/hicolor/scalable/apps/{program.name}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copy(bootstrap.ROOT / "resources/icons/app.svg", scalable)
    doc = share / f"doc/{program.name}"
    _write(doc / "copyright", _copyright(program, build))
    now = format_datetime(datetime.now(UTC))
    _packed(
        doc / "changelog.gz",
        f"{program.name} ({version}) stable; urgency=medium\n\n  * See Help, What is new.\n\n -- {MAINTAINER}  {now}\n",
    )
    _write(share / f"lintian/overrides/{program.name}", _overrides(program))


def _overrides(program: Program) -> str:
    tags = ("embedded-library", "unstripped-binary-or-object", "library-not-linked-against-libc")
    about = "# The program brings its own Python and Qt, tested together.\n"
    return about + "".join(f"{program.name}: {tag} *\n" for tag in (*tags, "package-installs-python-egg"))


def _copyright(program: Program, build: Path) -> str:
    licence = (bootstrap.ROOT / "LICENSE").read_text("utf-8")
    parts = f"The licences of all parts: /usr/lib/{program.name}/_internal/samarth_desktop/resources/THIRD-PARTY.txt\n"
    return f"Samarth Desktop\n\n{licence}\n{parts}"


def _sums(tree: Path) -> str:
    import hashlib

    lines = []
    for file in sorted(tree.rglob("*")):
        if file.is_file() and not file.is_symlink() and "DEBIAN" not in file.relative_to(tree).parts:
            with file.open("rb") as stream:
                lines.append(f"{hashlib.file_digest(stream, 'md5').hexdigest()}  {file.relative_to(tree)}\n")
    return "".join(lines)


def control(program: Program, version: str, tree: Path) -> str:
    """What dpkg must know (Debian Policy, 5.3); the size in KiB as installed, rounded up per file."""
    size = sum(-(-file.lstat().st_size // 1024) for file in tree.rglob("*") if not file.is_dir())
    needs = ", ".join(["libc6 (>= 2.34)", *(f"{name} | {name}t64" for name in bootstrap.RUN_PACKAGES)])
    return (
        f"Package: {program.name}\nVersion: {version}\nArchitecture: amd64\nInstalled-Size: {size}\nDepends: {needs}\n"
        f"Maintainer: {MAINTAINER}\nSection: misc\nPriority: optional\n"
        f"Description: {program.about}\n{program.description}"
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _packed(file: Path, text: str) -> None:
    """A gzip file without a time in it, as the policy wants of documents."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as out:
        out.write(text.encode())
