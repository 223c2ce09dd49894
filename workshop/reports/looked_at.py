"""A report that somebody looks at, in words: its state, what is missing, what changed since its approval."""

from typing import Any

from workshop.domain import identity, phases
from workshop.domain.office_templates import KINDS, OfficeTemplate, UnfitTemplate
from workshop.reports.approval import SHOWN, status
from workshop.reports.changes import sentences
from workshop.reports.words import Words
from workshop.views.record import Record
from workshop.views.since_approval import Look


def shown(look: Look, words: Words) -> dict[str, Any]:
    """Return {state, status, digest, short, missing: titles of texts, warnings, changes: sentences}."""
    return {
        "state": look.state.value,
        "status": status(look.record, words),
        "digest": look.seen.digest,
        "short": look.seen.digest[:SHOWN],
        "missing": [getattr(words, name) for name in look.missing],
        "warnings": _warnings(look.record, words),
        "changes": sentences(look.differences, words) if look.differences else [],
    }


def _warnings(record: Record, words: Words) -> list[str]:
    """Return what will change the content by itself, so that an approval would not stay, and whom it may give away."""
    waiting, opened = record.figures.waiting, [phase.title for phase in record.phases if phase.state == phases.OPEN]
    unnamed = [phase.title for phase in record.phases if phase.identity == identity.ANONYMOUS and phase.notes]
    found = [words.still_waiting.format(count=f"{waiting:,}")] if waiting else []
    found += [words.still_open.format(names=", ".join(opened))] if opened else []
    if unnamed and 0 < record.participants < identity.FEWEST:
        facts = {"count": record.participants, "fewest": identity.FEWEST, "names": ", ".join(unnamed)}
        found.append(words.few_devices.format(**facts))
    unfit = [str(KINDS[each.kind]) for each in record.office.templates if not _fits(each)]
    if unfit:
        found.append(words.template_unfit.format(names=", ".join(unfit)))
    return found


def _fits(template: OfficeTemplate) -> bool:
    """Return whether the office's template can be used; one that an earlier release took may not."""
    # slow: python-docx, only where an office has a template
    from workshop.reports.office_templates.check import opened
    from workshop.reports.office_templates.forms import FORMS

    try:
        opened(template.data, FORMS[template.kind])
    except UnfitTemplate:
        return False
    return True
