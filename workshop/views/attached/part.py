"""What a report needs to know of anything attached to notes and themes: its words."""

from dataclasses import dataclass

from workshop.views.asked.entry import Text


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one kind.

    name       as in ATTACHED of store/models.py; its list in JSON
    title      of its sheet, and of the column that counts it beside a note
    one        the word before each
    staff      the same where it is the facilitator's
    of_theme   the line above those on a theme; {count}
    former     the heading of those on themes that have gone
    equation   {received}, {shown}, {hidden}, {withdrawn}
    """

    name: str
    title: Text
    one: Text
    staff: Text
    of_theme: Text
    former: Text
    equation: Text

    def kind(self, staff: bool, language: str) -> str:
        return (self.staff if staff else self.one).in_(language)
