"""The template of minutes that Laena ships: the built-in form, with a named style for each kind of line."""

from workshop.reports.docx.xml import Element, el, paragraph, run
from workshop.reports.letters import measures as m
from workshop.reports.office_templates.minutes_places import AGENDAS, PEOPLE, SIGNATURES
from workshop.reports.office_templates.places import Places
from workshop.reports.office_templates.tags import PREFIX


def minutes_body(places: Places) -> list[Element]:
    """Return the paragraphs, with a content control for whatever Laena fills in."""

    def bold(name: str) -> Element:
        made = places.inline(f"{PREFIX}{name}")
        made.find(".//{*}r").insert(0, el("rPr", el("b"), el("bCs")))
        return made

    return [
        *(paragraph("MinutesTitle", bold(name)) for name in ("title", "session", "date", "venue")),
        paragraph("MinutesTitle", run("_" * m.RULE)),
        places.block(PEOPLE, "MinutesPerson"),
        paragraph("MinutesHeading", bold("began")),
        places.block(AGENDAS, "MinutesText"),
        paragraph("MinutesEnd", bold("ended"), keep_next=True),
        places.block(SIGNATURES, "MinutesSignature"),
    ]
