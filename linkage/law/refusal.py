"""A refusal is one or several sentences the user reads: what is not possible, why, and what to do now."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason. `basis` names instrument and article; `remedy` says who can do what about it."""

    sentence: str
    basis: str = ""
    remedy: str = ""
    code: str = "refused"

    def __str__(self) -> str:
        text = f"{self.sentence}（{self.basis}）" if self.basis else self.sentence
        return f"{text}{self.remedy}" if self.remedy else text


class Refused(Exception):
    """An act that cannot be done now. Carries *all* the reasons, in the user's words."""

    def __init__(self, reasons: Iterable[Reason | str]) -> None:
        self.reasons = tuple(r if isinstance(r, Reason) else Reason(r) for r in reasons)
        super().__init__("；".join(str(r) for r in self.reasons))


class OvertakenBy(Refused):
    """Somebody else did it first. Says who and when, so that the second officer need not ask."""
