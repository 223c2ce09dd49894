"""What an office puts on its letters: typed once, and printed as it was typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and who signs for it; "" is what was not typed.

    place       first line of the sender, such as ศาลากลางจังหวัดขอนแก่น
    address     the lines below it
    section     ส่วนราชการเจ้าของเรื่อง
    signer      with rank or title, as it stands in brackets below the signature
    acting      รักษาราชการแทน or ปฏิบัติราชการแทน; `acting_for` is the post that the signer acts for
    addressee   of the letter to the department; `superior` of the memorandum
    directive   the letter that the workshop answers
    emblem      PNG, b"" without one
    """

    name: str = ""
    place: str = ""
    address: str = ""
    section: str = ""
    telephone: str = ""
    email: str = ""
    signer: str = ""
    post: str = ""
    acting: str = ""
    acting_for: str = ""
    addressee: str = ""
    superior: str = ""
    directive: str = ""
    emblem: bytes = b""
