import shutil
import subprocess

import gmalg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.audit.digests import sm3
from linkage.audit.sm2 import BadKey, PrivateKey, fingerprint, public_from_pem, public_pem, verify
from linkage.audit.standalone_verify import sm2_verify

# GB/T 32918.5-2017, annex A.2: key, message and signature.
SECRET = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
PUBLIC = (
    "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
).lower()
SIGNATURE = (
    "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
).lower()
MESSAGE = b"message digest"
BOTH = pytest.mark.parametrize("check", [verify, sm2_verify], ids=["platform", "stand-alone"])


@BOTH
def test_the_example_of_gb_t_32918_5_verifies(check):
    assert check(PUBLIC, MESSAGE, SIGNATURE)


def test_the_example_key_signs_what_verifies():
    key = PrivateKey(bytes.fromhex(SECRET), PUBLIC)
    assert verify(PUBLIC, MESSAGE, key.sign(MESSAGE))


@BOTH
@pytest.mark.parametrize("place", [0, 31, 32, 63])
def test_one_bit_changed_in_signature_key_or_message_is_noticed(check, place):
    def flipped(text):
        raw = bytearray.fromhex(text)
        raw[place] ^= 1
        return raw.hex()

    assert not check(PUBLIC, MESSAGE, flipped(SIGNATURE))
    assert not check(flipped(PUBLIC), MESSAGE, SIGNATURE)
    assert not check(PUBLIC, MESSAGE + b".", SIGNATURE)


@BOTH
@pytest.mark.parametrize(
    "signature", ["", "zz", "00", "0" * 128, SIGNATURE[:-2], SIGNATURE + "00", "f" * 128, None, 5, "五" * 128]
)
def test_what_is_no_signature_is_answered_with_no_and_nothing_else(check, signature):
    assert check(PUBLIC, MESSAGE, signature) is False


@BOTH
@pytest.mark.parametrize("public", ["", "0" * 128, "f" * 128, PUBLIC[:-2], "04" + PUBLIC, None, 7])
def test_what_is_no_point_of_the_curve_is_answered_with_no_and_nothing_else(check, public):
    assert check(public, MESSAGE, SIGNATURE) is False


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=100))
def test_three_independent_implementations_agree(message):
    ours = PrivateKey.generate()
    signature = ours.sign(message)
    oracle = gmalg.SM2(ours.secret, b"1234567812345678", b"\x04" + bytes.fromhex(ours.public_key))
    assert oracle.verify(message, bytes.fromhex(signature[:64]), bytes.fromhex(signature[64:]))
    r, s = oracle.sign(message)
    assert verify(ours.public_key, message, r.hex().zfill(64) + s.hex().zfill(64))
    assert sm2_verify(ours.public_key, message, signature)


def test_small_numbers_keep_their_leading_zeros():
    key = PrivateKey.generate()
    for n in range(5000):
        signature = key.sign(str(n).encode())
        if "00" in (signature[:2], signature[64:66]):
            break
    else:
        pytest.fail("one number in 256 begins with a zero byte: none did")
    assert len(signature) == 128
    assert verify(key.public_key, str(n).encode(), signature)


def test_keys_survive_their_files():
    key = PrivateKey.generate()
    assert PrivateKey.from_pem(key.pem) == key
    assert public_from_pem(public_pem(key.public_key)) == key.public_key


def test_openssl_reads_our_key_and_we_read_its():
    openssl = shutil.which("openssl")
    assert openssl, "this test needs the openssl command"
    key = PrivateKey.generate()
    read = subprocess.run(
        [openssl, "pkey", "-pubout"], input=key.pem, capture_output=True, text=True, check=True
    )
    assert public_from_pem(read.stdout) == key.public_key
    made = subprocess.run(
        [openssl, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    theirs = PrivateKey.from_pem(made.stdout)
    assert verify(theirs.public_key, b"x", theirs.sign(b"x"))


def test_a_file_whose_halves_are_not_a_pair_is_no_key():
    key = PrivateKey.generate()
    with pytest.raises(BadKey, match="不是一对"):
        PrivateKey.from_pem(PrivateKey(key.secret, PrivateKey.generate().public_key).pem)


@pytest.mark.parametrize(
    "pem", ["", "-----BEGIN PRIVATE KEY-----\nxx!\n-----END PRIVATE KEY-----", public_pem(PUBLIC)]
)
def test_a_file_that_holds_no_private_key_is_refused(pem):
    with pytest.raises(BadKey):
        PrivateKey.from_pem(pem)


def test_a_private_key_is_not_shown():
    key = PrivateKey.generate()
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)


def test_the_fingerprint_is_the_sm3_of_the_uncompressed_point():
    assert fingerprint(PUBLIC) == sm3(b"\x04" + bytes.fromhex(PUBLIC))
