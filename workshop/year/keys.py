"""The key of this installation, by which others tell whose a file is: made when it is first needed, never shown."""

import hmac
from dataclasses import dataclass

from sqlalchemy.orm import Session

from workshop.store.models import StoredSetting

NAME = "signing.key"


@dataclass(frozen=True, slots=True)
class Signer:
    """An installation's key: `secret` and `public` are 64 hexadecimal digits each."""

    secret: str
    public: str

    def sign(self, message: bytes) -> str:
        # slow: loads OpenSSL
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.secret)).sign(message).hex()

    def keyed(self, text: str) -> str:
        """Return a digest (HMAC-SHA256) of the text by the secret, 64 hexadecimal digits."""
        return hmac.digest(bytes.fromhex(self.secret), text.encode(), "sha256").hex()


def own(session: Session) -> Signer:
    """Return this installation's key; the first call, which must be in a write, stores a new one."""
    # slow: loads OpenSSL
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    row = session.get(StoredSetting, NAME)
    if row is None:
        row = StoredSetting(name=NAME, value=Ed25519PrivateKey.generate().private_bytes_raw().hex())
        session.add(row)
        session.flush()
    made = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(row.value))
    return Signer(row.value, made.public_key().public_bytes_raw().hex())


def signed_by(public: str, message: bytes, signature: str) -> bool:
    """Return whether the signature is of this message by this key; False also for what is no key.

    A key has one spelling: in capitals or with blanks it would count as another installation's.
    """
    # slow: loads OpenSSL
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        plain = bytes.fromhex(public)
        Ed25519PublicKey.from_public_bytes(plain).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return plain.hex() == public


def fingerprint(public: str) -> str:
    """Return what people compare: the first 16 digits in fours."""
    return " ".join(public[at : at + 4] for at in range(0, 16, 4))
