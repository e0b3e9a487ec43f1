"""The two programs that are packed for Debian, and what the system says of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """`name` is that of package, folder and first command; `commands` stand in the search path; `about` begins with
    a capital letter and has no full stop; `opens` says whether a backup's file opens it."""

    name: str
    commands: tuple[str, ...]
    title: str
    title_hi: str
    generic: str
    generic_hi: str
    about: str
    about_hi: str
    description: str
    keywords: str
    synopsis: str
    manual: str
    opens: bool = False


DESKTOP = Program(
    name="samarth-desktop",
    commands=("samarth-desktop",),
    title="Samarth Desktop",
    title_hi="समर्थ डेस्कटॉप",
    generic="Registration of artisans",
    generic_hi="कारीगरों का पंजीकरण",
    about="Offline registration of artisans and Self-Help Groups",
    about_hi="कारीगरों और स्वयं सहायता समूहों का पंजीकरण",
    description="""\
 Registers artisans and women's Self-Help Groups for e-commerce programmes, in
 Hindi and English, without internet. Everything is kept in an encrypted
 database, is sent to the office's hub when there is a network or a pen drive,
 and every registered person takes home a certificate that can be checked.
""",
    keywords="artisan;SHG;ODOP;certificate;",
    synopsis="[\\-\\-data DIR] [\\-\\-lang hi|en] [\\-\\-json] [COMMAND ...]",
    manual="""\
Without a command the window opens. With one the same actions run without a
window; \\fBsamarth-desktop \\-\\-help\\fP lists them.
.SH ENVIRONMENT
.TP
.B SAMARTH_DATA
the data folder
.TP
.B SAMARTH_PASSPHRASE
opens it without asking
.SH EXIT STATUS
0 done; 1 the answer is no, or a part was not done; 2 could not run.
""",
    opens=True,
)
OFFICE = Program(
    name="samarth-office",
    commands=("samarth-office", "samarth-hub"),
    title="Samarth Desktop: office",
    title_hi="समर्थ डेस्कटॉप: दफ़्तर",
    generic="The office's hub",
    generic_hi="दफ़्तर का हब",
    about="Office's hub of Samarth Desktop with its window and database",
    about_hi="दफ़्तर का हब, जिससे लैपटॉप जुड़ते हैं",
    description="""\
 The office's end of Samarth Desktop: laptops send what they registered to it,
 and get what others did. A window starts and stops it, makes codes for laptops
 and backups; its PostgreSQL comes along. Every command is there without the
 window too, as samarth-hub.
""",
    keywords="hub;office;server;",
    synopsis="[\\-\\-data DIR] [\\-\\-port N]",
    manual="""\
Opens the window of the office's hub. The hub is a process of its own,
\\fBsamarth-hub\\fP, and may go on when the window closes;
\\fBsamarth-hub \\-\\-help\\fP lists its commands.
""",
)
