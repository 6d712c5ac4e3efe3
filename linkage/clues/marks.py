"""By what a clue is recognised again: written alike, digested with this deployment's key, looked up by index.

Only digests are kept, so that a comparison across dossiers reveals nothing that the reader may not see.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from linkage.cases.models import Case, PartyKind
from linkage.clues.models import Clue, ClueMark, MarkKind

_NOT_A_CHARACTER = re.compile(r"[\W_]+")
_LEGAL_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司)$")
_HAN = "[\\u4e00-\\u9fff]"
_PROVINCE = re.compile(rf"^{_HAN}{{2,6}}?(?:省|自治区)")
_CITY = re.compile(rf"^{_HAN}{{2,6}}?市(?={_HAN}{{1,6}}?[区县市])")
"""A city is left out only before its district: 农贸市场东侧 is no city."""
NOT_KNOWN = frozenset({"", "待查", "不明", "不详", "未知", "无"})
SHORTEST = {MarkKind.NAME: 2, MarkKind.ADDRESS: 5, MarkKind.PLACE: 5, MarkKind.PHONE: 7, MarkKind.WASTE: 8}
"""What is written shorter than this says too little to be compared."""


@dataclass(frozen=True)
class Traits:
    """What the person who registers a clue lists beside its parties and place."""

    plates: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    waste_codes: tuple[str, ...] = ()


def digest_of(kind: str, text: str) -> str:
    """The keyed digest of one trait, empty where it says nothing: 某某有限公司 and 某某（有限责任公司） come out alike."""
    written = normalised(kind, text)
    if written in NOT_KNOWN or len(written) < SHORTEST.get(MarkKind(kind), 1):
        return ""
    return salted_hmac("linkage.clues.marks", f"{kind}:{written}", algorithm="sha256").hexdigest()


def normalised(kind: str, text: str) -> str:
    """The text without what people write differently: width, case, spaces, punctuation, legal form, province and city."""
    written = _NOT_A_CHARACTER.sub("", unicodedata.normalize("NFKC", text)).upper()
    if kind == MarkKind.NAME:
        return _LEGAL_FORM.sub("", written) or written
    if kind in (MarkKind.ADDRESS, MarkKind.PLACE):
        return _CITY.sub("", _PROVINCE.sub("", written))
    if kind == MarkKind.PHONE:
        return written.removeprefix("86") if len(written) > 11 else written
    return written


def marks_of(clue: Clue, case: Case, traits: Traits) -> list[ClueMark]:
    """Everything by which this clue will be recognised, each once, not stored yet."""
    digests = {digest_of(kind, text): kind for kind, text in _traits(case, traits)}
    return [ClueMark(clue=clue, kind=kind, digest=digest) for digest, kind in digests.items() if digest]


def _traits(case: Case, traits: Traits) -> Iterator[tuple[str, str]]:
    yield MarkKind.PLACE, case.place
    for party in case.parties.all():
        unit = party.kind == PartyKind.UNIT
        if unit:
            yield MarkKind.NAME, party.name
        yield (MarkKind.CODE if unit else MarkKind.IDENTITY), party.identity_number
        yield MarkKind.ADDRESS, party.address
    yield from _each(MarkKind.PLATE, traits.plates)
    yield from _each(MarkKind.PHONE, traits.phones)
    yield from _each(MarkKind.WASTE, traits.waste_codes)


def _each(kind: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((kind, text) for text in texts)
