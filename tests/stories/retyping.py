"""What a transfer still asks of the people before the screen, and whether they type what the record knows already."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from linkage.accounts.models import User
from linkage.audit.models import AuditEntry
from linkage.cases.models import Case
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from tests.stories import before
from tests.stories.seats import Seat
from tests.stories.tally import Tally

TYPED_WORDS = """() => [...document.querySelectorAll("form[data-guard] :is(input, textarea)")]
    .filter(e => ["text", "textarea"].includes(e.type) && e.name).map(e => [e.name, e.value])"""


@dataclass
class Handover:
    """The road from `begin_transfer` to `submit`: each form counted, each typed answer looked up in the record."""

    number: str
    tally: Tally = field(default_factory=Tally)
    new: list[str] = field(default_factory=list)
    """The questions answered by hand whose answer the record did not hold."""
    repeated: list[str] = field(default_factory=list)
    """Those whose answer it did."""

    def act(self, seat: Seat, name: str, *, look: str = "", **facts: Any) -> str:
        """One act of the transfer; a decision by a mark is new by nature, words are looked up."""
        seat.go(self._address(name))
        for key, value in facts.items():
            seat.fill(key, value)
        words = {key: value for key, value in seat.page.evaluate(TYPED_WORDS) if key in seat.typed}
        known = whatis_known(self.number)
        for key in sorted(seat.typed):
            said = words.get(key, facts[key] if isinstance(facts[key], list) else "")
            (self.repeated if is_known(said, known) else self.new).append(f"{name}.{key}")
        if look:
            seat.look(look)
        whole, seat.tally = seat.tally, self.tally
        seat.send()
        seat.tally = whole
        assert urlsplit(seat.page.url).path != self._address(name), seat.page.locator("main").inner_text()
        return seat.page.locator("#notices").inner_text()

    def _address(self, name: str) -> str:
        if name == "begin_transfer":
            return before.opening("crime_transfer", self.number, name)
        return f"/transfers/{self.number}/{name}/"


def whatis_known(number: str) -> str:
    """Every word that the dossier's chain, papers, case and people hold, as one text."""
    dossier = Dossier.objects.get(number=number)
    case = Case.objects.filter(dossier=dossier).values().first()
    people = User.objects.values_list("name", "credential_number")
    papers = Document.objects.filter(dossier=dossier).values_list("content", flat=True)
    entries = AuditEntry.objects.filter(chain=dossier.chain).values_list("body", flat=True)
    parts = [
        *entries,
        *(json.dumps(p, ensure_ascii=False) for p in papers),
        json.dumps(case, ensure_ascii=False, default=str),
    ]
    return "\n".join([*parts, *(" ".join(one) for one in people)])


def is_known(said: Any, known: str) -> bool:
    """Whether the record holds one of the lines, or one of the people, that were just given."""
    words = said if isinstance(said, list) else str(said).splitlines()
    return any(word.strip() and json.dumps(word.strip(), ensure_ascii=False)[1:-1] in known for word in words)
