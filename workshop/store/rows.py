"""Tables for fast SQL statements: plain rows cost a fraction of what objects do."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlmodel import SQLModel

from workshop.store import models as _models

_TABLES = SQLModel.metadata.tables
WORKSHOP, PHASE, GROUP = _TABLES["workshop"], _TABLES["phase"], _TABLES["breakout_group"]
PARTICIPANT, NOTE, CHANGE = _TABLES["participant"], _TABLES["note"], _TABLES["change"]
REACTION, ACTION, POINT = _TABLES["reaction"], _TABLES["workshop_action"], _TABLES["group_point"]
THEME, STORED_SETTING, SESSION = _TABLES["theme"], _TABLES["keep"], _TABLES["facilitator_session"]
UNIT, PERSON_ROLE = _TABLES["org_unit"], _TABLES["person_role"]
DIRECTIVE, ANSWERING = _TABLES["directive"], _TABLES["directive_workshop"]
ATTACHED = {name: _TABLES[str(table.__tablename__)] for name, table in _models.ATTACHED.items()}


@cache
def blank(model: type[SQLModel]) -> Mapping[str, Any]:
    """Return the model's defaults as a row, without columns that have none; cached, so read-only."""
    fields = model.model_fields.items()
    values = {name: field.get_default(call_default_factory=True) for name, field in fields if not field.is_required()}
    return MappingProxyType(values)
