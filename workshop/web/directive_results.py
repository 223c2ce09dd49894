"""The page of a directive with what answers say beside their notes: votes, and the conclusions side by side."""

from __future__ import annotations

from flask import render_template

from workshop.web.directives import pages
from workshop.web.edge import facilitator_page, feed, language
from workshop.web.looked_at import looked_at
from workshop.year import directives, regions, unit_kinds, unit_results


@pages.get("/directives/<uid>/results")
@facilitator_page
def results(uid: str) -> str:
    """Show all units that answered, or those that the address asks for."""
    row = feed().read(directives.find, uid)
    return render_template(
        "facilitator/directive_results.html",
        row=row,
        content=directives.content_of(row),
        found=feed().read(unit_results.of, uid, looked_at()),
        looked_at=looked_at(),
        regions=regions.REGIONS,
        kinds=unit_kinds.known(unit_kinds.of(row)),
        units={unit.code: unit.name for unit in directives.content_of(row).units},
        language=language(),
    )
