"""Walking the chains: each entry is hashed as it stands, read once, and held against its columns and its neighbours."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Protocol
from uuid import UUID

from linkage.audit.chain import GENESIS, SHANGHAI, Head
from linkage.audit.digests import sha256, sm3
from linkage.audit.models import AuditEntry

# In the order in which `_told_by_body` reads them from the text.
COLUMNS = {
    "chain": "链",
    "label": "编号",
    "sequence": "序号",
    "act": "行为",
    "actor_id": "行为人",
    "actor_name": "行为人姓名",
    "agency_code": "机构代码",
    "agency_name": "机构名称",
    "at": "录入时间",
    "occurred_at": "行为时间",
    "previous_hash": "上一条摘要",
}
FIELDS = (*COLUMNS, "body", "hash", "sha256")
PROGRESS_EVERY = 10_000


class Entry(Protocol):
    """What a walk reads of an entry: a row of `entries_of`, or an `AuditEntry` itself."""

    chain: UUID
    label: str
    sequence: int
    act: str
    at: datetime
    body: str
    previous_hash: str
    hash: str
    sha256: str


@dataclass(frozen=True)
class Finding:
    """The first entry of a chain that does not fit, and why, in the reader's words. `code` is for programs."""

    label: str
    sequence: int
    act: str
    at: datetime | None
    code: str
    problem: str
    chain: UUID | None = None

    @property
    def sentence(self) -> str:
        """One line: which dossier, which entry, which act and when, what is wrong."""
        when = f"{self.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if self.at else ""
        about = "，".join(part for part in (self.act, when) if part)
        return f"{self.label} 第 {self.sequence} 条{f'（{about}）' if about else ''}：{self.problem}"

    def as_json(self) -> dict[str, str | int | None]:
        """The same for `--json`."""
        return {
            "dossier": self.label,
            "chain": str(self.chain) if self.chain else None,
            "sequence": self.sequence,
            "act": self.act,
            "at": self.at.astimezone(SHANGHAI).isoformat() if self.at else None,
            "code": self.code,
            "problem": self.problem,
        }


@dataclass(frozen=True)
class Expectation:
    """An end that a chain must have reached, known from elsewhere: the dossier's own row, or a checkpoint."""

    chain: UUID
    label: str
    head: Head


@dataclass
class Outcome:
    """How much was walked, and the first misfit of each chain that has one."""

    chains: int = 0
    entries: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether everything fits."""
        return not self.findings


def entries_of(chain: UUID) -> Iterator[Entry]:
    """The entries of one chain in order, as light rows."""
    return (
        AuditEntry.objects.filter(chain=chain)
        .order_by("sequence")
        .values_list(*FIELDS, named=True)
        .iterator()
    )


def chains_labelled(label: str) -> list[UUID]:
    """The chains in which an entry bears this number. Normally one; none for an unknown number."""
    return list(
        AuditEntry.objects.filter(label=label).order_by("chain").values_list("chain", flat=True).distinct()
    )


def verify_chain(entries: Iterable[Entry], expected: Expectation | None = None) -> Finding | None:
    """The first entry of one chain that does not fit, or None. `entries` come in the order of their sequence.

    `expected` is an end the chain must have reached: without it a cut-off tail leaves a shorter chain that fits.
    """
    head, last = GENESIS, None
    for entry in entries:
        if found := _misfit(entry, head) or (expected and _not_as_expected(entry, expected)):
            return found
        head, last = Head(entry.sequence, entry.hash), entry
    if expected and head.sequence < expected.head.sequence:
        return _cut_off(expected, head, last)
    return None


def verify_all(
    expected: Iterable[Expectation] = (), progress: Callable[[int], None] | None = None
) -> Outcome:
    """Walk every chain in one pass over the table. `expected` is sorted by chain; `progress` gets entries walked so far.

    The expectations are read before the entries, so an act done meanwhile only makes a chain longer than expected.
    """
    outcome = Outcome()
    waiting = iter(expected)
    awaited = next(waiting, None)
    for chain, entries in groupby(_counted(outcome, progress), key=attrgetter("chain")):
        while awaited and awaited.chain < chain:
            _note(outcome, verify_chain((), awaited))
            awaited = next(waiting, None)
        outcome.chains += 1
        if awaited and awaited.chain == chain:
            _note(outcome, verify_chain(entries, awaited))
            awaited = next(waiting, None)
        else:
            _note(outcome, verify_chain(entries))
    while awaited:
        _note(outcome, verify_chain((), awaited))
        awaited = next(waiting, None)
    return outcome


def _counted(outcome: Outcome, progress: Callable[[int], None] | None) -> Iterator[Entry]:
    rows = AuditEntry.objects.order_by("chain", "sequence").values_list(*FIELDS, named=True)
    for row in rows.iterator(chunk_size=PROGRESS_EVERY):
        outcome.entries += 1
        if progress and outcome.entries % PROGRESS_EVERY == 0:
            progress(outcome.entries)
        yield row


def _note(outcome: Outcome, finding: Finding | None) -> None:
    if finding:
        outcome.findings.append(finding)


def finding(entry: Entry, code: str, problem: str) -> Finding:
    """A finding about `entry`."""
    return Finding(entry.label, entry.sequence, entry.act, entry.at, code, problem, entry.chain)


def _misfit(entry: Entry, head: Head) -> Finding | None:
    return _digests_differ(entry) or _columns_differ(entry) or _out_of_order(entry, head)


def _digests_differ(entry: Entry) -> Finding | None:
    text = entry.body.encode("utf-8", "surrogatepass")
    sm3_fits, sha256_fits = sm3(text) == entry.hash, sha256(text) == entry.sha256
    if sm3_fits and sha256_fits:
        return None
    if sha256_fits:
        return finding(entry, "hash", "正文与 SHA-256 摘要相符，与 SM3 摘要不符：SM3 摘要栏被改动。")
    if sm3_fits:
        return finding(entry, "sha256", "正文与 SM3 摘要相符，与 SHA-256 摘要不符：SHA-256 摘要栏被改动。")
    return finding(entry, "body", "正文与两个摘要都不符：正文在录入之后被改动。")


def _columns_differ(entry: Entry) -> Finding | None:
    stored = tuple(getattr(entry, name) for name in COLUMNS)
    try:
        told = _told_by_body(json.loads(entry.body))
    except (ValueError, KeyError, TypeError) as error:
        return finding(entry, "unreadable", f"正文不是规定格式的记录（{error}）。")
    if stored == told:
        return None
    names = [
        title for title, here, there in zip(COLUMNS.values(), stored, told, strict=True) if here != there
    ]
    return finding(entry, "column", f"以下栏目与正文不符，栏目被改动：{'、'.join(names)}。")


def _told_by_body(body: dict) -> tuple:
    actor, agency = body["actor"], body["agency"]
    return (
        UUID(body["chain"]),
        body["label"],
        body["sequence"],
        body["act"],
        actor["id"],
        actor["name"],
        agency["code"],
        agency["name"],
        datetime.fromisoformat(body["at"]),
        datetime.fromisoformat(body["occurred_at"]),
        body["previous"],
    )


def _out_of_order(entry: Entry, head: Head) -> Finding | None:
    due = head.sequence + 1
    if entry.sequence > due:
        gone = f"第 {due} 条" if entry.sequence == due + 1 else f"第 {due} 至 {entry.sequence - 1} 条"
        return finding(entry, "gap", f"之前缺少{gone}：记录被删除。")
    if entry.sequence < due:
        return finding(entry, "fork", f"第 {entry.sequence} 条出现不止一次：链被分叉。")
    if entry.previous_hash != head.hash:
        return finding(entry, "link", f"不接续第 {head.sequence} 条：该条被整条改写，或本条系后来插入。")
    return None


def _not_as_expected(entry: Entry, expected: Expectation) -> Finding | None:
    if entry.sequence == expected.head.sequence and entry.hash != expected.head.hash:
        return finding(entry, "replaced", "与另行登记的链尾摘要不符：本条或之前的记录被整条换过。")
    return None


def _cut_off(expected: Expectation, head: Head, last: Entry | None) -> Finding:
    due = head.sequence + 1
    gone = f"第 {due} 条" if due == expected.head.sequence else f"第 {due} 至 {expected.head.sequence} 条"
    after = f"最后留存的是第 {last.sequence} 条（{last.act}）" if last else "一条也没有留存"
    return Finding(
        expected.label, due, "", None, "tail", f"缺少{gone}，{after}：链尾被删除。", expected.chain
    )
