"""Precision and recall of the screening on labelled cases: what it finds against what a lawyer reading the facts would call for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linkage.law.assessment import FACTS, Kind
from linkage.penalties.status import ConductKind
from linkage.screening.judging import Punished, judge
from linkage.screening.models import Duty

CASES = Path(__file__).parent / "labelled" / "cases.toml"


@dataclass(frozen=True)
class Labelled:
    """One labelled case: what happened, which transfer it calls for, and why a lawyer says so."""

    code: str
    title: str
    expected: Duty
    why: str
    facts: Mapping[str, Any]
    penalties: tuple[Punished, ...]


@dataclass(frozen=True)
class Mistake:
    """A case on which screening and label differ."""

    case: Labelled
    found: Duty

    @property
    def words(self) -> str:
        """`L-17 误报：…`: what was expected, what was found, and the lawyer's sentence."""
        kind = "误报" if self.case.expected is Duty.NONE else "漏报" if self.found is Duty.NONE else "错报"
        return f"{self.case.code} {kind}：{self.case.title}。标注：{self.case.expected.label}；筛查：{self.found.label}。{self.case.why}"


@dataclass(frozen=True)
class Measure:
    """What came of all cases. A case found as the wrong duty counts against both figures."""

    cases: int
    right: int
    found: int
    expected: int
    mistakes: tuple[Mistake, ...]

    @property
    def precision(self) -> float:
        """Of what the list shows, how much belongs on it."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what belongs on the list, how much it shows."""
        return self.right / self.expected if self.expected else 1.0

    def as_dict(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "cases": self.cases,
            "expected": self.expected,
            "found": self.found,
            "right": self.right,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "mistakes": [
                {
                    "code": m.case.code,
                    "expected": m.case.expected.value,
                    "found": m.found.value,
                    "words": m.words,
                }
                for m in self.mistakes
            ],
        }


def labelled_cases(path: Path = CASES) -> tuple[Labelled, ...]:
    """The cases of the file, in its order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return tuple(_case(entry) for entry in entries)


def measure(cases: tuple[Labelled, ...]) -> Measure:
    """Judge each case by its facts alone and count."""
    found = [(case, judge(case.facts, case.penalties).duty) for case in cases]
    return Measure(
        cases=len(found),
        right=sum(case.expected is duty for case, duty in found if duty is not Duty.NONE),
        found=sum(duty is not Duty.NONE for _, duty in found),
        expected=sum(case.expected is not Duty.NONE for case, _ in found),
        mistakes=tuple(Mistake(case, duty) for case, duty in found if case.expected is not duty),
    )


def _case(entry: Mapping[str, Any]) -> Labelled:
    return Labelled(
        entry["id"],
        entry["title"],
        Duty(entry["expected"]),
        entry["why"],
        {name: _exact(name, value) for name, value in entry.get("facts", {}).items()},
        tuple(
            Punished(ConductKind(p["conduct_kind"]), p.get("conduct_until"), p.get("decided_on"))
            for p in entry.get("penalties", ())
        ),
    )


def _exact(name: str, value: Any) -> Any:
    """The file writes `2.99`; the law counts in decimals."""
    if FACTS[name].kind is Kind.AMOUNTS:
        return {key: str(amount) for key, amount in value.items()}
    return str(value) if isinstance(value, float) else value
