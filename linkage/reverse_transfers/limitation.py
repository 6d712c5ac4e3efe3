"""追责期限 of a case that came back, step by step as the head reads it; counted by `penalties.limitation` and `law`."""

from dataclasses import dataclass
from datetime import date

from linkage.law import rule
from linkage.law.wording import date_with_weekday
from linkage.penalties.limitation import basis_of, last_day, rule_of
from linkage.penalties.status import Harm

GROUNDS = tuple(str(harm.label) for harm in Harm)


@dataclass(frozen=True)
class Limitation:
    """The answer, with the steps that lead there."""

    last_day: date
    discovered_on: date
    basis: str
    steps: tuple[str, ...]

    @property
    def has_run_out(self) -> bool:
        """Whether the conduct was not found out within the time."""
        return self.discovered_on > self.last_day


def limitation(conduct_until: date, discovered_on: date, ground: str) -> Limitation:
    """Until which day the conduct could still be found out so that a penalty may follow (行政处罚法第三十六条; 法典第一千零五十四条)."""
    harm = Harm(next(value for value, label in Harm.choices if label == ground))
    last, basis = last_day(conduct_until, harm), basis_of(conduct_until)
    years = last.year - conduct_until.year
    found = f"违法行为于{date_with_weekday(discovered_on)}被发现，"
    outcome = "超过追责期限，不再给予行政处罚。" if discovered_on > last else "没有超过追责期限。"
    steps = (
        f"违法行为于{date_with_weekday(conduct_until)}终了，适用{basis}（{_in_force(conduct_until)}）。",
        f"情形是“{ground}”，追责期限为{years}年，从行为终了之日起算。",
        f"到{date_with_weekday(last)}届满。",
        found + outcome,
    )
    return Limitation(last, discovered_on, basis, steps)


def _in_force(conduct_until: date) -> str:
    limit = rule(rule_of(conduct_until))
    if limit.in_force_to is None:
        return f"{date_with_weekday(limit.in_force_from)}起施行"
    return f"适用于{date_with_weekday(limit.in_force_to)}以前终了的行为"
