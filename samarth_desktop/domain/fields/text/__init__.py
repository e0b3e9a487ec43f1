"""What may stand in a text field: mended where one reading exists, doubted, or refused, each with its sentence."""

from samarth_desktop.domain.fields.text.verdict import RULES, Verdict, judge, judge_line, mend_letters, said_of_nothing

__all__ = ["RULES", "Verdict", "judge", "judge_line", "mend_letters", "said_of_nothing"]
