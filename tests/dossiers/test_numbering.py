"""Numbers are consecutive: per series and year, without gaps, whoever else takes one at the same moment."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from linkage.documents.models import Document
from linkage.dossiers.models import Counter, Dossier
from linkage.dossiers.numbering import take
from linkage.transfers.status import Status as S
from tests.together import at_once


def take_one(scope: str = "series", year: int = 2026) -> int:
    with transaction.atomic():
        return take(scope, year)


def take_and_fail() -> None:
    with transaction.atomic():
        take("series", 2026)
        raise ZeroDivisionError


@pytest.mark.django_db
def test_one_after_the_other_per_series_and_year():
    assert [take_one(), take_one(), take_one("other"), take_one(year=2027), take_one()] == [1, 2, 1, 1, 3]


@pytest.mark.django_db
def test_several_at_once_are_reserved_together():
    with transaction.atomic():
        assert take("series", 2026, how_many=5) == 1
    assert take_one() == 6


@pytest.mark.django_db
def test_an_act_that_fails_gives_its_number_back():
    take_one()
    with pytest.raises(ZeroDivisionError):
        take_and_fail()
    assert take_one() == 2


@pytest.mark.django_db
def test_one_statement_a_number(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        take("series", 2026)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given():
    with pytest.raises(RuntimeError, match="transaction"):
        take("series", 2026)
    assert not Counter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sixteen_at_once_take_sixteen_numbers_without_a_gap():
    rounds = [number for _ in range(4) for number in at_once([take_one] * 16)]
    assert sorted(rounds) == list(range(1, 65))


@pytest.mark.django_db(transaction=True)
def test_half_of_them_failing_leaves_no_gap_either():
    told = at_once([take_one, take_and_fail] * 8)
    assert sorted(answer for answer in told if isinstance(answer, int)) == list(range(1, 9))
    assert take_one() == 9


@pytest.mark.django_db(transaction=True)
def test_cases_opened_at_once_get_consecutive_numbers(road):
    facts = partial(road.open)
    told = at_once([facts] * 8)
    assert not [answer for answer in told if isinstance(answer, Exception)], told
    assert sorted(Dossier.objects.values_list("number", flat=True)) == [
        f"2026-140107-{n:04d}" for n in range(1, 9)
    ]


def test_the_database_itself_refuses_the_same_number_twice(road):
    paper = road.to(S.VERIFYING).dossier.documents.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            dossier=paper.dossier, kind=paper.kind, name=paper.name, number=paper.number, agency=paper.agency,
            made_at=paper.made_at, made_by=paper.made_by, content={}, content_sm3="0" * 64,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.create(
            number=paper.dossier.number, title="又一件", region=paper.dossier.region,
            lead_agency=paper.agency, opened_at=paper.made_at,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Counter.objects.create(scope="dossier:140107", year=2026, last=7)
