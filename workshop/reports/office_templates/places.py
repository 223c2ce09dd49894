"""Content controls for the templates that Laena ships, each with a title that says in words what stands there."""

from dataclasses import dataclass

from workshop.reports.docx.xml import Element, el, paragraph, run
from workshop.reports.office_templates.forms import Form
from workshop.reports.words import Words


@dataclass(frozen=True, slots=True)
class Places:
    """Makes the places of one kind of document."""

    form: Form
    words: Words

    def block(self, tag: str, style: str = "BodyText") -> Element:
        """Return a content control for paragraphs."""
        return self._control(tag, paragraph(style, self._shown(tag)))

    def inline(self, tag: str, shown: str = "") -> Element:
        """Return a content control in a line."""
        return self._control(tag, run(f"[{shown}]" if shown else self._shown(tag)))

    def _shown(self, tag: str) -> str:
        return f"[{self.form.about(tag, self.words)}]"

    def _control(self, tag: str, *content: Element) -> Element:
        # Word shows the first 64 letters of a title.
        properties = el("sdtPr", el("alias", val=self.form.about(tag, self.words)[:64]), el("tag", val=tag))
        return el("sdt", properties, el("sdtContent", *content))
