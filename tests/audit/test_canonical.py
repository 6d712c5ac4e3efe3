import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkage.audit.canonical import LARGEST_INTEGER, NotCanonical, canonical
from linkage.audit.standalone_verify import canonical as independent

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_reads_back_the_same(value):
    assert json.loads(canonical(value)) == value


@given(VALUES)
def test_the_stand_alone_verifier_writes_the_same_text(value):
    assert independent(value) == canonical(value)


@example({"\ufb33": 0, "\U0001f600": 1})
@given(st.dictionaries(TEXT, st.integers(0, 9)))
def test_keys_stand_in_the_order_of_their_utf16_code_units(value):
    keys = [key.encode("utf-16-be") for key in json.loads(canonical(value))]
    units = [[int.from_bytes(key[n : n + 2], "big") for n in range(0, len(key), 2)] for key in keys]
    assert units == sorted(units)


@given(st.dictionaries(TEXT, st.integers(0, 9)), st.randoms())
def test_the_order_in_which_facts_were_given_leaves_no_trace(value, random):
    shuffled = list(value.items())
    random.shuffle(shuffled)
    assert canonical(dict(shuffled)) == canonical(value)


def test_the_sorting_example_of_rfc_8785_section_3_2_3():
    value = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}  # fmt: skip
    assert list(json.loads(canonical(value)).values()) == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
    ]  # fmt: skip


def test_text_is_written_as_rfc_8785_section_3_2_2_2_says():
    assert canonical('€$\x0f\nA\'B"\\"/') == '"€$\\u000f\\nA\'B\\"\\\\\\"/"'


def test_nothing_stands_between_the_parts():
    assert canonical({"b": [1, True, None], "a": ()}) == '{"a":[],"b":[1,true,null]}'


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (1.5, r"\$"),
        ({"fine": Decimal("1.50")}, r"\$\.fine"),
        ({"at": [datetime(2026, 3, 2, tzinfo=UTC)]}, r"\$\.at\[0\]"),
        ({1: "x"}, "key 1"),
        (2**53, "2\\^53-1"),
        ("\ud800", "half"),
        ({"\udfff": 1}, "half"),
        (b"x", "bytes"),
    ],
)
def test_what_has_more_than_one_written_form_is_refused_by_its_place(value, place):
    with pytest.raises(NotCanonical, match=place):
        canonical(value)
