"""Identity numbers of parties as the form asks about them: the empty string, or what is wrong. The rule is in `law`."""

from datetime import date

from linkage.law import identifiers


def fault_of_person(number: str, today: date) -> str:
    """What is wrong with a 公民身份号码 (GB 11643), or nothing."""
    return identifiers.fault_of_person(number, today) or ""


def fault_of_unit(number: str) -> str:
    """What is wrong with a 统一社会信用代码 (GB 32100), or nothing."""
    return identifiers.fault_of_unit(number) or ""
