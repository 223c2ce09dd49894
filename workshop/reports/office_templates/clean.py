"""What a template's file says beside its pages, and the report must not: who made it, how it was edited, locks."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from workshop.reports.docx.xml import Element

_OF_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
_DROPPED = ("/glossaryDocument", "/customXml", "/comments", "/commentsExtended", "/people", "/printerSettings")
_SETTINGS = ("attachedTemplate", "documentProtection", "writeProtection", "mailMerge", "trackRevisions", "updateFields")
_FIRST_BOOKMARK = 500_000  # of the template's own, clear of those of the report


def clean(document: Document) -> None:
    """Take out everything but the pages. The bookmarks of the template get numbers of their own."""
    package = document.part.package
    for source, dropped in ((package, None), (document.part, _DROPPED)):
        for key, relation in list(source.rels.items()):
            foreign = relation.reltype not in _OF_PACKAGE if dropped is None else relation.reltype.endswith(dropped)
            if foreign:
                del source.rels[key]
    settings = document.settings
    for name in _SETTINGS:
        for each in settings.element.findall(qn(f"w:{name}")):
            settings.element.remove(each)
    for key, relation in list(document.part._settings_part.rels.items()):
        if relation.is_external:
            del document.part._settings_part.rels[key]
    for at, each in enumerate(document.element.body.iter(qn("w:bookmarkStart"))):
        _renumber(document.element.body, each, _FIRST_BOOKMARK + at)


def _renumber(body: Element, start: Element, number: int) -> None:
    old = start.get(qn("w:id"))
    end = next((each for each in body.iter(qn("w:bookmarkEnd")) if each.get(qn("w:id")) == old), None)
    start.set(qn("w:id"), str(number))
    if end is not None:
        end.set(qn("w:id"), str(number))
