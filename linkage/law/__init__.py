"""What the law says, as dated data, and the arithmetic on it; pure Python, no Django.

Besides time: how samples are kept (`sampling_rules`, `sample_portions`), a result against its limit (`exceedance`), the
catalogue of hazardous wastes (`waste_catalogue`), balances (`mass_balance`), numbers of people and units
(`identifiers`), places (`coordinates`), the facts of a case against the standards of crimes and the grounds for
detention (`assessment`). Time itself:

`rule` gives one time limit in the version of a day, `due` tells when a clock falls due and why on that day,
`due_by_unit` counts a bare length, `Calendar` knows working days, holidays and make-up working days, `snapshot` and
`law_digest` fix under which law an act was done, and `wording` says it in Chinese. The data are `statutes/*.toml` and
`holidays/*.toml`. Four counting rules live side by side: 环环监〔2017〕17号第38条 (natural days, a last day off rolls
over), 公治〔2014〕853号第19条 (working days), running hours, and 刑诉法第105条 (days and months); 310号 has none.
"""

from linkage.law.calendar import Calendar, Day, DayKind, default_calendar
from linkage.law.calendar_files import CalendarFileError
from linkage.law.due import Due, as_stated, due
from linkage.law.limits import (
    CountingRule,
    ExtensionOption,
    Length,
    Nature,
    Status,
    Term,
    TimeLimit,
    Unit,
)
from linkage.law.reckoning import Pause, Reckoning, due_by_unit
from linkage.law.statute_book import (
    NotInForce,
    UnknownRule,
    counting_rule,
    law_digest,
    rule,
    rule_for_fact,
    rules,
    snapshot,
)
from linkage.law.steps import Extension, Step, TermDue

__all__ = [
    "Calendar",
    "CalendarFileError",
    "CountingRule",
    "Day",
    "DayKind",
    "Due",
    "Extension",
    "ExtensionOption",
    "Length",
    "Nature",
    "NotInForce",
    "Pause",
    "Reckoning",
    "Status",
    "Step",
    "Term",
    "TermDue",
    "TimeLimit",
    "Unit",
    "UnknownRule",
    "as_stated",
    "counting_rule",
    "default_calendar",
    "due",
    "due_by_unit",
    "law_digest",
    "rule",
    "rule_for_fact",
    "rules",
    "snapshot",
]
