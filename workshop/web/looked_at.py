"""Which units of a directive the address asks to look at."""

from flask import request

from workshop.year import board, regions


def looked_at() -> board.Filter:
    region = request.args.get("region", "")
    return board.Filter(region if region in regions.REGIONS else "", request.args.get("unit", ""))
