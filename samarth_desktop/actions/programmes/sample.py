"""What a programme looks like before it is published: its sheet heads, and its certificate of an invented person, in
both languages, marked as a sample."""

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.certificates.certificate import PrintSettings, Signatory, for_holder
from samarth_desktop.rules.sheets.head_words import columns_of, label_of


def heads(under: Programme, kind: str, language: str) -> list[tuple[str, str]]:
    """The heads of the sheet in which people or groups of this programme come, as an import takes them: those of every
    sheet, then its own, each with what it asks ("" for the others)."""
    words, sheet = catalog(language), KINDS[kind].sheet
    assert sheet is not None
    known = columns_of(sheet.name)
    common = [words.say(label_of(sheet.name, key)) for key in sheet.columns if known[key] or key in sheet.out]
    own = [(f"{under.code}.{asked.key}", asked.label.say(language)) for asked in under.fields_for(kind)]
    return [*((head, "") for head in common), *own]


def certificate(session: Session, under: Programme) -> bytes:
    """The PDF; nothing is written or sealed. The programme's own answers are its first choices, or their labels."""
    from samarth_desktop.documents.certificates import issue

    state = under.states[0] if under.states else "9"
    holder: Artisan | Shg
    if "artisan" in under.holders:
        holder = Artisan(
            name_hi="शबनम बानो", name_en="Shabnam Bano", village="ज़ैदपुर", village_other="Zaidpur", relation="husband",
            relative_hi="मोहम्मद असलम", relative_en="Mohammad Aslam", gender="female", state=state,
            craft="Handloom weaving", registration="UP-7KQ4MX-00001-7",
        )  # fmt: skip
    else:
        holder = Shg(
            name_hi="प्रेरणा समूह", name_en="Prerna", village="ज़ैदपुर", village_other="Zaidpur", state=state,
            registration="UP-7KQ4MX-00001-7", formation_date=session.today,
        )  # fmt: skip
    own = {
        asked.key: asked.options[0].label if asked.options else Words(asked.label.hi, asked.label.en)
        for asked in under.fields_for(holder.KIND)
    }
    paper = PrintSettings(session.today, Signatory(Words(session.author, session.author)), demo=True)
    data = for_holder(holder, under, "", paper, members=12, photo=None, places={}, own=own)
    return issue.render(data)
