import hashlib

from hypothesis import given
from hypothesis import strategies as st

from linkage.audit.digests import BundledSm3, Digests, sha256, sm3
from linkage.audit.standalone_verify import PureSM3

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD_16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def _with(kind, data):
    digest = kind()
    digest.update(data)
    return digest.hexdigest()


def test_sm3_gives_the_two_examples_of_gb_t_32905():
    for data, due in ((b"abc", ABC), (b"abcd" * 16, ABCD_16)):
        assert sm3(data) == _with(BundledSm3, data) == _with(PureSM3, data) == due


@given(st.binary(max_size=300))
def test_three_independent_sm3_agree(data):
    assert sm3(data) == _with(BundledSm3, data) == _with(PureSM3, data)


@given(st.lists(st.binary(max_size=200)))
def test_pieces_give_the_digests_and_the_size_of_the_whole(pieces):
    whole, pure = b"".join(pieces), PureSM3()
    for piece in pieces:
        pure.update(piece)
    digests = Digests.of(pieces)
    assert (digests.sm3, digests.sha256, digests.size) == (sm3(whole), sha256(whole), len(whole))
    assert pure.hexdigest() == sm3(whole)


def test_a_digest_can_be_read_before_the_end():
    digests = Digests.of([b"abc"])
    assert digests.sm3 == ABC
    digests.update(b"d")
    assert digests.sha256 == hashlib.sha256(b"abcd").hexdigest()
    assert digests.sm3 == sm3(b"abcd")
