"""核验: walking the chains in spans, so that a page can say how far it has come; then the checkpoints."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linkage.audit.chain import Head
from linkage.audit.checkpoint_verify import lost_heads, verify_checkpoints
from linkage.audit.keys import trusted_fingerprints
from linkage.audit.models import AuditEntry
from linkage.audit.verify import FIELDS, Expectation, Finding, chains_labelled, entries_of, verify_chain
from linkage.dossiers.models import Dossier

CHAINS_AT_ONCE = 2000


@dataclass(frozen=True)
class Span:
    """What one stretch of chains gave; `last` is the chain to go on behind, None when all were walked."""

    chains: int
    entries: int
    findings: tuple[Finding, ...]
    last: UUID | None


def verify_span(after: UUID | None, *, at_most: int = CHAINS_AT_ONCE) -> Span:
    """The next chains behind `after`, each held against the end its dossier knows; about 300,000 entries a second."""
    entries, dossiers = _behind(AuditEntry.objects.all(), after), _behind(_with_a_head(), after)
    known = entries.order_by("chain").values_list("chain", flat=True).distinct()[:at_most]
    chains = sorted({*known, *dossiers.order_by("chain").values_list("chain", flat=True)[:at_most]})[:at_most]
    if not chains:
        return Span(0, 0, (), None)
    last = chains[-1]
    expected = {each.chain: each for each in _expected(dossiers.filter(chain__lte=last))}
    walked, findings = 0, []
    rows = entries.filter(chain__lte=last).order_by("chain", "sequence").values_list(*FIELDS, named=True)
    for chain, group in groupby(rows.iterator(chunk_size=5000), key=attrgetter("chain")):
        counted = list(group)
        walked += len(counted)
        findings.append(verify_chain(counted, expected.pop(chain, None)))
    findings += [verify_chain((), gone) for gone in expected.values()]
    more = len(chains) == at_most
    return Span(len(chains), walked, tuple(f for f in findings if f), last if more else None)


def verify_dossier(number: str) -> tuple[int, Finding | None] | None:
    """(number of entries, first misfit) of one dossier or of the administrators' chain; None for an unknown number."""
    expected = {each.chain: each for each in _expected(Dossier.objects.filter(number=number))}
    chains = sorted({*chains_labelled(number), *expected})
    if not chains:
        return None
    entries = AuditEntry.objects.filter(chain__in=chains).count()
    for chain in chains:
        found = verify_chain(entries_of(chain), expected.get(chain)) or next(lost_heads(chain), None)
        if found:
            return entries, found
    return entries, None


def verify_signed() -> list[Finding]:
    """What does not fit the signed checkpoints: a chain cut off or rewritten from end to end shows only here."""
    return verify_checkpoints(trusted_fingerprints())


def _with_a_head() -> QuerySet[Dossier]:
    return Dossier.objects.filter(head_sequence__gt=0)


def _behind(rows: QuerySet[Any], after: UUID | None) -> QuerySet[Any]:
    return rows if after is None else rows.filter(chain__gt=after)


def _expected(dossiers: QuerySet[Dossier]) -> Iterator[Expectation]:
    rows = dossiers.filter(head_sequence__gt=0).values_list("chain", "number", "head_sequence", "head_hash")
    for chain, number, sequence, digest in rows.iterator():
        yield Expectation(chain, number, Head(sequence, digest))
