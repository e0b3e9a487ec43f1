"""The programmes of the rows of a sheet: who may join by the rules, and the enrolments that are written."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from samarth_desktop.actions.imports.import_part import Part, Row
from samarth_desktop.actions.imports.import_report import Fault, Tally
from samarth_desktop.actions.programmes import enrolling
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.programmes.answers import from_sheet, objection
from samarth_desktop.rules.programmes.eligibility import Verdict, needs
from samarth_desktop.rules.programmes.facts import facts_of
from samarth_desktop.rules.programmes.verdicts import Verdicts
from samarth_desktop.store.database.rows import stamped
from samarth_desktop.store.projections.prepared import PreparedRecord, prepare

_ENROLMENTS_KEPT = 2000


class Admission:
    """Asks the rules for the rows of one kind of record, and makes their first enrolments."""

    def __init__(self, session: Session, kind: str) -> None:
        self._session, self._kind = session, kind
        self._programmes = {one.code: one for one in programme.programmes(session.library)}
        self._verdicts: dict[str, Verdicts] = {}
        self._household = any(needs(one).household for one in self._programmes.values())
        self._enrolments: dict[tuple[int, str], tuple[Verdict, Enrolment, PreparedRecord]] = {}

    def admit(self, row: Row, record: Record, part: Part[Any], tally: Tally) -> None:
        """Asks the rules of the row's programmes: one that says no is not entered, and the row is warned of it."""
        self._warn_of_answers(row, tally)
        there = part.programmes.get(record.id, set())
        codes = [code for code in row.programmes if code in self._programmes and code not in there]
        if not codes:
            return
        enrolled: list[tuple[str, str, Mapping[str, Any]]] = [(code, "registered", {}) for code in sorted(there)]
        facts = facts_of(record.KIND, vars(record), (), enrolled, household=self._household)
        for code in codes:
            answers = self.answers(row, code)
            verdict = self._of(code).of(replace(facts, answers=answers) if answers else facts)
            if verdict.eligible is Answer.NO:
                tally.warnings.append(Fault(row.number, "programme", enrolling.refusal(verdict)))
            else:
                row.verdicts.append(verdict)

    def _warn_of_answers(self, row: Row, tally: Tally) -> None:
        """Says which answers cannot be read: they are kept as they stand, and count as not given."""
        for key, text in row.taken.own:
            code, _, name = key.rpartition(".")
            known = self._programmes.get(code)
            asked = [one for one in known.fields_for(self._kind) if one.key == name] if known else []
            if asked and (wrong := objection(asked[0], text)):
                tally.warnings.append(Fault(row.number, key, wrong))

    def _of(self, code: str) -> Verdicts:
        if code not in self._verdicts:
            self._verdicts[code] = Verdicts(self._programmes[code], self._session.today)
        return self._verdicts[code]

    def answers(self, row: Row, code: str) -> dict[str, Any]:
        """What the row says for a programme's own fields, as it is stored."""
        known = self._programmes.get(code) if row.taken.own else None
        if known is None:
            return {}
        fields = {f"{code}.{one.key}": one for one in known.fields_for(self._kind)}
        texts = {key: text for key, text in row.taken.own if key in fields}
        return {key: value for key, text in texts.items() if (value := from_sheet(fields[key], text)) not in ("", [])}

    def enrolled(self, row_id: str, verdict: Verdict, part: Part[Any], extra: Mapping[str, Any]) -> Record:
        """A first enrolment; those of whom the same decided differ by nothing but their holder."""
        key = id(verdict), json.dumps(extra, sort_keys=True) if extra else ""  # kept beside it, so no other gets its id
        if key not in self._enrolments:
            if len(self._enrolments) > _ENROLMENTS_KEPT:
                self._enrolments.clear()
            one = Enrolment(programme=verdict.programme, stage="registered", extra=extra)
            first = enrolling.entered(self._session, verdict, one)
            self._enrolments[key] = verdict, first, prepare(first, self._session.store.today())
        _, first, ready = self._enrolments[key]
        made = stamped(first, {"id": ids.new_id(), "holder": row_id})
        part.ready[made.id] = ready
        return made
