"""Addresses kept for the life of the process are those the routes give."""

import pytest
from django.urls import reverse

from linkage.web.addresses import address_of, dossier_address


@pytest.mark.parametrize("name", ["web:workbench", "web:dossiers", "web:inbox", "transfers:new"])
def test_a_page_without_arguments(name: str) -> None:
    assert address_of(name) == address_of(name) == reverse(name)


@pytest.mark.parametrize("number", ["2026-140107-0001", "2026-140107-12345", "B-1"])
def test_a_page_of_a_dossier(number: str) -> None:
    assert dossier_address(number) == reverse("transfers:dossier", args=(number,))
