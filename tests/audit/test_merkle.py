import hashlib
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.audit.digests import sm3
from linkage.audit.merkle import climb, leaf, node, path, root

LEAVES = st.lists(st.integers().map(lambda n: sm3(str(n).encode())), min_size=1, max_size=40)


def _rfc_6962(leaves):
    """The tree as RFC 6962 §2.1 defines it: split at the largest power of two below the number of leaves."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node(_rfc_6962(leaves[:half]), _rfc_6962(leaves[half:]))


@given(LEAVES)
def test_the_root_is_that_of_rfc_6962(leaves):
    assert root(iter(leaves)) == _rfc_6962(leaves)


@given(LEAVES, st.data())
def test_every_leaf_climbs_to_the_root_and_no_other_does(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    steps = path(leaves, index)
    assert climb(leaves[index], steps) == root(leaves)
    assert climb(sm3(b"another"), steps) != root(leaves)


def test_a_leaf_is_the_digest_of_its_canonical_text():
    chain = UUID("12345678-1234-5678-1234-567812345678")
    text = b'\x00{"chain":"12345678-1234-5678-1234-567812345678","hash":"' + b"a" * 64 + b'","sequence":3}'
    assert leaf(chain, 3, "a" * 64) == hashlib.new("sm3", text).hexdigest()


def test_a_node_cannot_be_passed_off_as_a_leaf():
    left, right = leaf(uuid4(), 1, "a" * 64), leaf(uuid4(), 1, "b" * 64)
    assert node(left, right) != sm3(b"\x00" + bytes.fromhex(left + right))


def test_without_leaves_there_is_no_root():
    with pytest.raises(ValueError, match="no root"):
        root([])
