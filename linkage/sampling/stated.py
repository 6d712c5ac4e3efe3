"""What is stated by whoever acts on a sample, as types: the facts of `facts.py` by the acts that ask them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NotRequired, TypedDict

from linkage.accounts.models import User
from linkage.evidence.models import EvidenceItem
from linkage.sampling.models import Sample

Lines = Sequence[Mapping[str, str]]


class Taking(TypedDict):
    """What is stated when a sample is taken."""

    sampled_unit: str
    place: str
    longitude: str
    latitude: str
    sampling_basis: str
    medium: str
    point: str
    analytes: Lines
    container: str
    preservative: NotRequired[str]
    amount: Decimal
    amount_unit: str
    sampled_at: datetime
    ends_at: datetime
    conditions: NotRequired[str]
    presence: str
    witness: str
    samplers: Sequence[User]
    keeper: str
    seal_number: str
    reserve_of: NotRequired[Sequence[Sample]]
    note: NotRequired[str]


class Receipt(TypedDict):
    """What is stated when a laboratory takes a sample in."""

    laboratory: str
    cma_number: str
    cma_valid_from: date
    cma_valid_to: date
    cma_scope: Lines


class Offer(TypedDict):
    """What is stated when samples are offered to a named person."""

    samples: Sequence[Sample]
    handed_by: str
    receiver: NotRequired[Sequence[User]]
    received_unit: NotRequired[str]
    received_by: NotRequired[str]
    handed_at: datetime
    seal_intact: str
    custody_note: NotRequired[str]


class Signature(TypedDict):
    """What the receiver found when counting and measuring what was handed over."""

    received_at: datetime
    broken_seals: NotRequired[Sequence[Sample]]
    count_check: str
    volume_check: str
    temperature_check: str
    temperature: NotRequired[Decimal | None]
    receipt_difference: NotRequired[str]
    signed_paper: NotRequired[Sequence[EvidenceItem]]


class Tested(TypedDict):
    """What a laboratory's report states."""

    report_number: str
    report: Sequence[EvidenceItem]
    analysed_at: datetime
    results: Lines
