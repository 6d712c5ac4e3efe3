"""SM2 signatures (GB/T 32918.2-2016) with the default identity `1234567812345678` (GM/T 0009-2012 §10).

Outside this module a public key is x‖y (128 hexadecimal digits) and a signature r‖s (128 digits); the DER of the
library stays in here. Whatever is wrong with what is verified, the answer is the same: False.
"""

import base64
import textwrap
from dataclasses import dataclass, field
from typing import Protocol

import gmssl_pyx

from linkage.audit.digests import sm3

_ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
# PKCS #8 and SubjectPublicKeyInfo of an SM2 key have one layout, which OpenSSL 3 writes as well.
_PRIVATE_HEAD = bytes.fromhex("308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420")
_PRIVATE_MIDDLE = bytes.fromhex("a14403420004")
_PUBLIC_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")


class BadKey(ValueError):
    """What was given is not an SM2 key in the expected form."""


class Signer(Protocol):
    """Whoever signs: a key file, or a certified device behind the same two names."""

    @property
    def public_key(self) -> str:
        """x‖y, 128 hexadecimal digits."""

    def sign(self, message: bytes) -> str:
        """r‖s, 128 hexadecimal digits."""


@dataclass(frozen=True)
class PrivateKey:
    """A private key in memory. It is never shown: not by `repr`, not in an error."""

    secret: bytes = field(repr=False)
    public_key: str

    @classmethod
    def generate(cls) -> "PrivateKey":
        """A new key pair from the library's random source."""
        public, secret = gmssl_pyx.sm2_key_generate()
        return cls(secret, public.hex())

    @classmethod
    def from_pem(cls, pem: str) -> "PrivateKey":
        """Read PKCS #8 as written by `pem`, or by `openssl genpkey`. Raises `BadKey`."""
        der = _from_pem(pem, "PRIVATE KEY")
        middle = len(_PRIVATE_HEAD) + 32
        end = middle + len(_PRIVATE_MIDDLE)
        if (
            len(der) != end + 64
            or der[: len(_PRIVATE_HEAD)] != _PRIVATE_HEAD
            or der[middle:end] != _PRIVATE_MIDDLE
        ):
            raise BadKey("不是 PKCS #8 格式、未加密的 SM2 私钥。")
        key = cls(der[len(_PRIVATE_HEAD) : middle], der[end:].hex())
        if not verify(key.public_key, b"\0", key.sign(b"\0")):
            raise BadKey("私钥与同一文件中的公钥不是一对。")
        return key

    @property
    def pem(self) -> str:
        """PKCS #8, unencrypted: for a file that only its owner may read."""
        return _to_pem(
            _PRIVATE_HEAD + self.secret + _PRIVATE_MIDDLE + bytes.fromhex(self.public_key), "PRIVATE KEY"
        )

    def sign(self, message: bytes) -> str:
        """r‖s over `message`. Raises `BadKey` when the key is outside its range."""
        try:
            return _from_der(gmssl_pyx.sm2_sign(self.secret, bytes.fromhex(self.public_key), message))
        except gmssl_pyx.GmsslInnerError as error:
            raise BadKey("这把 SM2 私钥不能用于签名。") from error


def verify(public_key: str, message: bytes, signature: str) -> bool:
    """Whether `signature` is that of `public_key`'s owner over `message`. Malformed input is simply not a signature."""
    try:
        return gmssl_pyx.sm2_verify(_point(public_key), message, _to_der(signature))
    except (BadKey, gmssl_pyx.GmsslInnerError):
        return False


def fingerprint(public_key: str) -> str:
    """SM3 of the uncompressed point: what two people read to each other on the telephone."""
    return sm3(b"\x04" + _point(public_key))


def public_pem(public_key: str) -> str:
    """The public key as a file that `openssl` reads too."""
    return _to_pem(_PUBLIC_HEAD + _point(public_key), "PUBLIC KEY")


def public_from_pem(pem: str) -> str:
    """x‖y from such a file. Raises `BadKey`."""
    der = _from_pem(pem, "PUBLIC KEY")
    if len(der) != len(_PUBLIC_HEAD) + 64 or der[: len(_PUBLIC_HEAD)] != _PUBLIC_HEAD:
        raise BadKey("不是 SM2 公钥。")
    return _point(der[len(_PUBLIC_HEAD) :].hex()).hex()


def _point(public_key: str) -> bytes:
    try:
        raw = bytes.fromhex(public_key)
        if len(raw) == 64:
            return gmssl_pyx.normalize_sm2_public_key(raw)
    except (ValueError, TypeError, gmssl_pyx.GmsslInnerError) as error:
        raise BadKey("SM2 公钥应为曲线上的一点，写作 128 位十六进制数字。") from error
    raise BadKey("SM2 公钥应为 128 位十六进制数字。")


def _to_der(signature: str) -> bytes:
    try:
        raw = bytes.fromhex(signature)
    except (ValueError, TypeError) as error:
        raise BadKey("签名应为十六进制数字。") from error
    numbers = [int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")]
    if len(raw) != 64 or not all(0 < number < _ORDER for number in numbers):
        raise BadKey("签名应为 128 位十六进制数字 r‖s。")
    parts = b"".join(_der_integer(number) for number in numbers)
    return b"\x30" + bytes([len(parts)]) + parts


def _der_integer(number: int) -> bytes:
    # The leading bit says the sign, so a number that begins with it set is given a zero byte in front.
    raw = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + bytes([len(raw)]) + raw


def _from_der(der: bytes) -> str:
    r_end = 4 + der[3]
    r, s = der[4:r_end], der[r_end + 2 : r_end + 2 + der[r_end + 1]]
    return "".join(f"{int.from_bytes(part, 'big'):064x}" for part in (r, s))


def _to_pem(der: bytes, kind: str) -> str:
    lines = textwrap.wrap(base64.b64encode(der).decode(), 64)
    return "\n".join((f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""))


def _from_pem(pem: str, kind: str) -> bytes:
    begin, end = f"-----BEGIN {kind}-----", f"-----END {kind}-----"
    _, found, rest = pem.partition(begin)
    inside, closed, _ = rest.partition(end)
    if not found or not closed:
        raise BadKey(f"文件中没有 {kind}。")
    try:
        return base64.b64decode("".join(inside.split()), validate=True)
    except ValueError as error:
        raise BadKey("PEM 文件已损坏。") from error
