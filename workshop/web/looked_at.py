"""Which units of a directive, and which category, the address asks to look at."""

from flask import request

from workshop.year import board, regions


def looked_at() -> board.Filter:
    given = request.args.get
    region = given("region", "")
    named = region if region in regions.REGIONS else ""
    return board.Filter(named, given("unit", ""), given("unit_kind", ""), given("of_category", ""))


def asked_again() -> dict[str, str]:
    """Return what the address asks for, for the address of another page about the same."""
    at = looked_at()
    found = {"region": at.region, "unit": at.unit, "unit_kind": at.kind, "of_category": at.category}
    return {name: value for name, value in found.items() if value}
