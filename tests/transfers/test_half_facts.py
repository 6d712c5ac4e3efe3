"""The database refuses half a fact: a moment without its person, a person without their moment. The pairs are discovered."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from linkage.deadlines.models import Clock, Extension, Pause
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier, Participation
from linkage.evidence.actions import note_opening
from linkage.evidence.models import EvidenceItem
from linkage.transfers.models import MARKS, Transfer
from linkage.transfers.status import Status as S

NOW = datetime(2027, 1, 1, tzinfo=UTC)
ONLY_MEDIA_MUST = (EvidenceItem, "shot")
"""Who took a photograph and when is asked of media only; `evidence_media_says_who_when_where` holds it there."""


WITH_THEIR_OWN = (
    "assessments", "clues", "consultations", "detentions", "filing_supervision", "investigations", "penalties",
    "property", "reverse_transfers", "sampling", "waste",
)  # fmt: skip
"""Packages whose rows no road of a transfer makes: their own tests hold these pairs."""


def pairs() -> list[tuple[type[models.Model], str]]:
    """Every (model, fact) of ours with both `<fact>_at` and `<fact>_by`."""
    found = []
    for model in apps.get_models():
        package = model.__module__.split(".")
        if package[0] != "linkage" or package[1] in WITH_THEIR_OWN:
            continue
        names = {column.name for column in model._meta.concrete_fields}
        found += [
            (model, name[:-3])
            for name in sorted(names)
            if name.endswith("_at") and f"{name[:-3]}_by" in names
        ]
    return [pair for pair in found if pair != ONLY_MEDIA_MUST]


PAIRS = pairs()


def named(pair: Any) -> str:
    return pair if isinstance(pair, str) else pair.__name__


def test_every_mark_of_a_transfer_is_such_a_pair():
    assert {fact for model, fact in PAIRS if model is Transfer} == set(MARKS)
    assert len(PAIRS) > len(MARKS)


@pytest.mark.parametrize("package", WITH_THEIR_OWN)
def test_the_other_packages_hold_theirs(package: str):
    folder = Path(__file__).parents[1] / package
    assert any("IntegrityError" in file.read_text(encoding="utf-8") for file in folder.rglob("test_*.py"))


def a_row_of(model: type[models.Model], road: Any) -> models.Model:
    """A row that the acts themselves have made."""
    transfer = road.to(S.IN_REVIEW)
    road.do("extend_review", transfer)
    note_opening(item=EvidenceItem.objects.first(), by=road.cast.intake, at=road.now)
    row = transfer if model is Transfer else model._default_manager.first()
    assert row is not None, f"no act on this road makes a {model.__name__}"
    return row


@pytest.mark.parametrize(("model", "fact"), PAIRS, ids=named)
def test_half_of_it_cannot_be_stored(model: type[models.Model], fact: str, road: Any):
    row = a_row_of(model, road)
    somebody, nobody = road.cast.head, None
    if isinstance(model._meta.get_field(f"{fact}_by"), models.CharField):
        somebody, nobody = "某某", ""
    for half in ({f"{fact}_at": None, f"{fact}_by": somebody}, {f"{fact}_at": NOW, f"{fact}_by": nobody}):
        with pytest.raises(IntegrityError), transaction.atomic():
            model._default_manager.filter(pk=row.pk).update(**half)


def refuses(model: type[models.Model], pk: int, **changes: Any) -> bool:
    """Whether the database refuses these changes to this row."""
    try:
        with transaction.atomic():
            assert model._default_manager.filter(pk=pk).update(**changes) == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def test_a_stopped_clock_says_when_and_by_which_act_and_a_running_one_says_neither(road):
    clock = Clock.objects.get(dossier=road.to(S.SUBMITTED).dossier, code="police_receipt").pk
    for half in (
        {"stopped_at": NOW}, {"stopped_by_act": "accept"}, {"state": "stopped"}, {"state": "lapsed", "stopped_at": NOW},
        {"state": "stopped", "stopped_by_act": "accept"}, {"stopped_at": NOW, "stopped_by_act": "accept"},
    ):  # fmt: skip
        assert refuses(Clock, clock, **half), half
    assert not refuses(Clock, clock, state="stopped", stopped_at=NOW, stopped_by_act="accept")


def test_a_clock_has_both_its_terms_or_none_and_the_longer_is_not_shorter(road):
    clock = Clock.objects.get(dossier=road.to(S.APPROVED).dossier, code="crime_transfer_handover")
    assert refuses(Clock, clock.pk, due_at=None)
    assert refuses(Clock, clock.pk, overdue_after=None)
    assert refuses(Clock, clock.pk, due_at=NOW, overdue_after=clock.started_at)
    assert not refuses(Clock, clock.pk, due_at=None, overdue_after=None)


def test_the_same_clock_runs_once_in_a_dossier(road):
    clock = Clock.objects.get(dossier=road.to(S.SUBMITTED).dossier, code="police_receipt")
    clock.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        clock.save(force_insert=True)


def test_a_pause_ends_after_it_began_and_only_one_is_open(road):
    clock = Clock.objects.get(dossier=road.to(S.SUBMITTED).dossier, code="police_receipt")
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(clock=clock, since=NOW, until=clock.started_at, reason="鉴定")
    Pause.objects.create(clock=clock, since=clock.started_at, reason="鉴定")
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(clock=clock, since=NOW, reason="鉴定")
    assert not Extension.objects.exists()


def test_a_transfer_goes_from_one_agency_to_another_and_back_at_most_twice(road):
    transfer = road.to(S.SUBMITTED)
    assert refuses(Transfer, transfer.pk, receiving_agency=transfer.sending_agency)
    assert refuses(Transfer, transfer.pk, supplement_rounds=3)
    assert not refuses(Transfer, transfer.pk, supplement_rounds=2)


def test_a_dossiers_head_is_whole_and_what_is_closed_is_nobodys_turn(road):
    dossier = road.to(S.SUBMITTED).dossier
    assert refuses(Dossier, dossier.pk, head_sequence=0)
    assert refuses(Dossier, dossier.pk, head_hash="0" * 64)
    assert refuses(Dossier, dossier.pk, is_open=False)
    assert not refuses(Dossier, dossier.pk, is_open=False, turn_agency=None)


def test_an_agency_takes_part_once_at_a_time_in_one_role_and_not_backwards(road):
    part = Participation.objects.filter(dossier=road.to(S.SUBMITTED).dossier, role="receiving").get()
    assert refuses(Participation, part.pk, until=part.since.replace(year=2020))
    part.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        part.save(force_insert=True)


def test_a_paper_is_ready_with_all_its_files_or_not_at_all(road):
    paper = Document.objects.filter(dossier=road.to(S.SUBMITTED).dossier).first().pk
    digests = dict.fromkeys(("pdf_sha256", "pdf_sm3", "docx_sha256", "docx_sm3"), "a" * 64)
    assert not refuses(Document, paper, state="ready", ready_at=NOW, **digests)
    assert refuses(Document, paper, state="ready", **digests)
    assert refuses(Document, paper, ready_at=NOW)
    for digest in digests:
        assert refuses(Document, paper, state="ready", ready_at=NOW, **{**digests, digest: ""})
        assert refuses(Document, paper, **{digest: "a" * 64})
