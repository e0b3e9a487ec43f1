"""The first schema. Frozen: what was released is never edited, a change is a new revision."""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """CREATE TABLE artisan (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    bank_account TEXT DEFAULT '' NOT NULL,
    bank_ifsc TEXT DEFAULT '' NOT NULL,
    bank_holder TEXT DEFAULT '' NOT NULL,
    bank_name TEXT DEFAULT '' NOT NULL,
    bank_branch TEXT DEFAULT '' NOT NULL,
    house TEXT DEFAULT '' NOT NULL,
    village TEXT DEFAULT '' NOT NULL,
    village_other TEXT DEFAULT '' NOT NULL,
    village_code TEXT DEFAULT '' NOT NULL,
    gram_panchayat TEXT DEFAULT '' NOT NULL,
    block TEXT DEFAULT '' NOT NULL,
    block_code TEXT DEFAULT '' NOT NULL,
    district TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    pin TEXT DEFAULT '' NOT NULL,
    registration TEXT DEFAULT '' NOT NULL,
    name_hi TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_on_aadhaar TEXT DEFAULT '' NOT NULL,
    honorific TEXT DEFAULT '' NOT NULL,
    aadhaar_last4 TEXT DEFAULT '' NOT NULL,
    aadhaar_seen_by TEXT DEFAULT '' NOT NULL,
    relation TEXT DEFAULT '' NOT NULL,
    relative_hi TEXT DEFAULT '' NOT NULL,
    relative_en TEXT DEFAULT '' NOT NULL,
    birth_date TEXT,
    birth_year INTEGER,
    gender TEXT DEFAULT '' NOT NULL,
    category TEXT DEFAULT '' NOT NULL,
    minority TEXT DEFAULT '' NOT NULL,
    disability TEXT DEFAULT '' NOT NULL,
    disability_percent INTEGER,
    mobile TEXT DEFAULT '' NOT NULL,
    phone_owner TEXT DEFAULT '' NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    photo TEXT DEFAULT '' NOT NULL,
    education TEXT DEFAULT '' NOT NULL,
    income TEXT DEFAULT '' NOT NULL,
    guardian_name TEXT DEFAULT '' NOT NULL,
    guardian_relation TEXT DEFAULT '' NOT NULL,
    guardian_consent TEXT DEFAULT '' NOT NULL,
    sector TEXT DEFAULT '' NOT NULL,
    craft TEXT DEFAULT '' NOT NULL,
    technique TEXT DEFAULT '' NOT NULL,
    raw_material TEXT DEFAULT '' NOT NULL,
    years_of_experience INTEGER,
    learned_from TEXT DEFAULT '' NOT NULL,
    odop_product TEXT DEFAULT '' NOT NULL,
    gi_name TEXT DEFAULT '' NOT NULL,
    vishwakarma_trade TEXT DEFAULT '' NOT NULL,
    persons_employed INTEGER,
    monthly_output TEXT DEFAULT '' NOT NULL,
    sold_where TEXT DEFAULT '[]' NOT NULL,
    obstacles TEXT DEFAULT '[]' NOT NULL,
    tax_status TEXT DEFAULT '' NOT NULL,
    pan TEXT DEFAULT '' NOT NULL,
    gstin TEXT DEFAULT '' NOT NULL,
    gst_enrolment TEXT DEFAULT '' NOT NULL,
    voter_id TEXT DEFAULT '' NOT NULL,
    turnover INTEGER,
    life TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX artisan_registration ON artisan (registration)""",
    """CREATE TABLE shg (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    bank_account TEXT DEFAULT '' NOT NULL,
    bank_ifsc TEXT DEFAULT '' NOT NULL,
    bank_holder TEXT DEFAULT '' NOT NULL,
    bank_name TEXT DEFAULT '' NOT NULL,
    bank_branch TEXT DEFAULT '' NOT NULL,
    house TEXT DEFAULT '' NOT NULL,
    village TEXT DEFAULT '' NOT NULL,
    village_other TEXT DEFAULT '' NOT NULL,
    village_code TEXT DEFAULT '' NOT NULL,
    gram_panchayat TEXT DEFAULT '' NOT NULL,
    block TEXT DEFAULT '' NOT NULL,
    block_code TEXT DEFAULT '' NOT NULL,
    district TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    pin TEXT DEFAULT '' NOT NULL,
    registration TEXT DEFAULT '' NOT NULL,
    name_hi TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    mission TEXT DEFAULT '' NOT NULL,
    shg_code TEXT DEFAULT '' NOT NULL,
    formation_date TEXT,
    promoted_by TEXT DEFAULT '' NOT NULL,
    village_organisation TEXT DEFAULT '' NOT NULL,
    federation TEXT DEFAULT '' NOT NULL,
    meeting_day TEXT DEFAULT '' NOT NULL,
    meeting_frequency TEXT DEFAULT '' NOT NULL,
    savings INTEGER,
    bank_opened TEXT,
    revolving_fund TEXT DEFAULT '' NOT NULL,
    urban_poor_percent INTEGER,
    grade TEXT DEFAULT '' NOT NULL,
    panchsutra TEXT DEFAULT '[]' NOT NULL,
    special_group TEXT DEFAULT '' NOT NULL,
    products TEXT DEFAULT '' NOT NULL,
    photo TEXT DEFAULT '' NOT NULL,
    remarks TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX shg_registration ON shg (registration)""",
    """CREATE TABLE member (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    shg TEXT DEFAULT '' NOT NULL,
    person TEXT DEFAULT '' NOT NULL,
    name_hi TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    relation TEXT DEFAULT '' NOT NULL,
    relative TEXT DEFAULT '' NOT NULL,
    birth_year INTEGER,
    mobile TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    joined TEXT,
    "left" TEXT,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX member_person ON member (person)""",
    """CREATE INDEX member_shg ON member (shg)""",
    """CREATE TABLE consent (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    notice_version TEXT DEFAULT '' NOT NULL,
    notice_language TEXT DEFAULT '' NOT NULL,
    how TEXT DEFAULT '' NOT NULL,
    witness TEXT DEFAULT '' NOT NULL,
    given_on TEXT,
    withdrawn_on TEXT,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX consent_holder ON consent (holder)""",
    """CREATE TABLE document (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    document_kind TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    scan TEXT DEFAULT '' NOT NULL,
    seen_by TEXT DEFAULT '' NOT NULL,
    seen_on TEXT,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX document_holder ON document (holder)""",
    """CREATE TABLE enrolment (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    programme TEXT DEFAULT '' NOT NULL,
    stage TEXT DEFAULT '' NOT NULL,
    registered_on TEXT,
    documents_complete_on TEXT,
    verified_on TEXT,
    trained_on TEXT,
    listed_on TEXT,
    first_sale_on TEXT,
    stopped_on TEXT,
    reason TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX enrolment_holder ON enrolment (holder)""",
    """CREATE TABLE certificate (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    complete INTEGER NOT NULL,
    unread TEXT NOT NULL,
    extra TEXT NOT NULL,
    seen INTEGER NOT NULL,
    created_by TEXT DEFAULT '' NOT NULL,
    created_device TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    deleted INTEGER DEFAULT 0 NOT NULL,
    serial TEXT DEFAULT '' NOT NULL,
    certificate_kind TEXT DEFAULT '' NOT NULL,
    holder TEXT DEFAULT '' NOT NULL,
    programme TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    issued_on TEXT,
    issuer TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    content_hash TEXT DEFAULT '' NOT NULL,
    payload TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    replaced_by TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    revoked_on TEXT,
    printed INTEGER,
    demo INTEGER DEFAULT 0 NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX certificate_holder ON certificate (holder)""",
    """CREATE INDEX certificate_serial ON certificate (serial)""",
    """CREATE TABLE op (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    area TEXT NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    "row" TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    author TEXT NOT NULL,
    schema INTEGER NOT NULL,
    f TEXT NOT NULL,
    sup TEXT NOT NULL,
    UNIQUE (device, area, n)
)
 STRICT""",
    """CREATE INDEX op_row ON op ("row", device, area, n)""",
    """CREATE TABLE erased (
    "row" TEXT NOT NULL,
    kind TEXT NOT NULL,
    hlc INTEGER NOT NULL,
    PRIMARY KEY ("row")
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE counter (
    name TEXT NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE draft (
    "key" TEXT NOT NULL,
    page TEXT NOT NULL,
    texts TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY ("key")
)
 STRICT""",
    """CREATE TABLE audit (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    act TEXT NOT NULL,
    "row" TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (id)
)
 STRICT""",
    """CREATE INDEX audit_row ON audit ("row")""",
    """CREATE TABLE blob (
    hash TEXT NOT NULL,
    "row" TEXT NOT NULL,
    area TEXT NOT NULL,
    size INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (hash, "row")
)
 STRICT""",
    """CREATE INDEX blob_state ON blob (state)""",
    """CREATE INDEX blob_row ON blob ("row")""",
    """CREATE TABLE "conflict" (
    "row" TEXT NOT NULL,
    field TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY ("row", field)
)
 STRICT""",
    """CREATE TABLE peer (
    peer TEXT NOT NULL,
    epoch TEXT NOT NULL,
    synced TEXT NOT NULL,
    PRIMARY KEY (peer)
)
 STRICT""",
    """CREATE TABLE sent (
    peer TEXT NOT NULL,
    device TEXT NOT NULL,
    area TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (peer, device, area)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE pulled (
    peer TEXT NOT NULL,
    area TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    PRIMARY KEY (peer, area)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE refused (
    device TEXT NOT NULL,
    area TEXT NOT NULL,
    n INTEGER NOT NULL,
    "row" TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (device, area, n)
)
 STRICT""",
    """CREATE TABLE signature (
    device TEXT NOT NULL,
    area TEXT NOT NULL,
    last INTEGER NOT NULL,
    first INTEGER NOT NULL,
    proof BLOB NOT NULL,
    PRIMARY KEY (device, area, last)
)
 STRICT""",
    """CREATE TABLE location (
    rid INTEGER NOT NULL,
    level TEXT NOT NULL,
    code TEXT NOT NULL,
    name_en TEXT NOT NULL,
    name_hi TEXT NOT NULL,
    state TEXT NOT NULL,
    district TEXT NOT NULL,
    subdistrict TEXT NOT NULL,
    block TEXT NOT NULL,
    PRIMARY KEY (rid)
)
 STRICT""",
    """CREATE INDEX location_within ON location (level, district)""",
    """CREATE TABLE card (
    rid INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    registration TEXT NOT NULL,
    name_hi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    relative TEXT NOT NULL,
    village TEXT NOT NULL,
    district TEXT NOT NULL,
    programme TEXT NOT NULL,
    mobile TEXT NOT NULL,
    sort_hi TEXT NOT NULL,
    sort_en TEXT NOT NULL,
    created TEXT NOT NULL,
    complete INTEGER NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (rid),
    UNIQUE (id)
)
 STRICT""",
    """CREATE INDEX card_hi ON card (kind, active, sort_hi)""",
    """CREATE INDEX card_unfinished ON card (kind) WHERE complete = 0 AND active = 1""",
    """CREATE INDEX card_en ON card (kind, active, sort_en)""",
    """CREATE INDEX card_created ON card (kind, active, created)""",
    """CREATE INDEX card_village ON card (kind, active, village, sort_hi)""",
    """CREATE INDEX card_number ON card (kind, active, registration)""",
    """CREATE INDEX card_registration ON card (registration)""",
    """CREATE TABLE block (
    "key" TEXT NOT NULL,
    rid INTEGER NOT NULL,
    PRIMARY KEY ("key", rid)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE word (
    fold TEXT NOT NULL,
    PRIMARY KEY (fold)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE TABLE near (
    part TEXT NOT NULL,
    fold TEXT NOT NULL,
    PRIMARY KEY (part, fold)
)
 WITHOUT ROWID,
 STRICT""",
    """CREATE VIRTUAL TABLE found USING fts5(
    name, fold, loose, other, other_fold,
    content='', contentless_delete=1, detail=column, prefix='1 2 3',
    tokenize='unicode61 categories ''L* N* Co Mc Mn'' remove_diacritics 0'
)""",
    """CREATE VIRTUAL TABLE placed USING fts5(
    name, fold, within,
    content='', contentless_delete=1, detail=column, prefix='2 3',
    tokenize='unicode61 categories ''L* N* Co Mc Mn'' remove_diacritics 0'
)""",
    """CREATE TRIGGER op_stays BEFORE DELETE ON op
BEGIN SELECT RAISE(ABORT, 'operations are never deleted'); END""",
    """CREATE TRIGGER op_unchanged BEFORE UPDATE ON op
WHEN NOT EXISTS (SELECT 1 FROM erased WHERE "row" = OLD."row")
    OR NEW.seq IS NOT OLD.seq OR NEW.device IS NOT OLD.device OR NEW.area IS NOT OLD.area
    OR NEW.n IS NOT OLD.n OR NEW.kind IS NOT OLD.kind OR NEW."row" IS NOT OLD."row"
    OR NEW.hlc IS NOT OLD.hlc OR NEW.author IS NOT OLD.author OR NEW.schema IS NOT OLD.schema
    OR NEW.sup IS NOT OLD.sup
BEGIN SELECT RAISE(ABORT, 'operations are never changed'); END""",
)


def upgrade() -> None:
    """Makes every table, index and trigger."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
