"""The regions of provinces: the first digit of an official province code, in the National Statistical Office's four."""

from flask_babel import lazy_gettext as _

from workshop.year import units

OTHER = "other"
REGIONS = {
    "north": _("ภาคเหนือ"),
    "northeast": _("ภาคตะวันออกเฉียงเหนือ"),
    "central": _("ภาคกลางและตะวันออก"),
    "south": _("ภาคใต้"),
    OTHER: _("หน่วยงานอื่น"),
}
_BY_DIGIT = {
    **dict.fromkeys("56", "north"),
    **dict.fromkeys("34", "northeast"),
    **dict.fromkeys("127", "central"),
    **dict.fromkeys("89", "south"),
}


def of(code: str) -> str:
    """Return the region of a unit's code; OTHER for what is no province or district."""
    return _BY_DIGIT[code[0]] if units.province_of(code) else OTHER
