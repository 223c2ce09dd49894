"""The declarations of what ties the years together: actions, and last year's cards. As in activities.py."""

from __future__ import annotations

from workshop.changes import Kind
from workshop.domain import action_news, lookbacks
from workshop.domain.activity import Activity, Write
from workshop.store import action_tables, models

ACTION = Activity(
    "action",
    kinds=(Kind.ACTION, Kind.MOVE_ACTION, Kind.REMOVE_ACTION, Kind.ACTION_STATUS, Kind.UNIT_PAGE),
    tables=(
        action_tables.Action,
        action_tables.ActionStep,
        action_tables.UnitPage,
        action_tables.ActionFile,
    ),
    calls=(
        "board.save_action",
        "board.step_action",
        "board.remove_action",
        "board.set_action_status",
        "board.ask_actions",
        "facilitator.actions",
        "facilitator.save_action",
        "facilitator.action_act",
        "facilitator.action_status",
        "facilitator.action_file",
        "facilitator.unit_link",
        "facilitator.unit_calendar",
    ),
    board=action_news.news,
    rows={
        "action": lambda change, key: change.session.get(action_tables.Action, key),
        "action_step": lambda change, key: change.session.get(action_tables.ActionStep, key),
    },
    record=("actions",),
)
LOOKBACK = Activity(
    "lookback",
    kinds=(
        Kind.OPEN_LOOKBACK,
        Kind.READY_CARDS,
        Kind.CLOSE_LOOKBACK,
        Kind.CLEAR_LOOKBACK,
        Kind.CARD_ANSWER,
        Kind.CARD_STATUS,
        Kind.CARD_WORDS,
        Kind.SAY_FORMER,
        Kind.YEARS_FIT,
    ),
    tables=(models.Lookback, models.ReadyCards, models.CardAnswer),
    writes=(Write("participant.answer_card", "card", "card"),),
    calls=(
        "board.lookback_sources",
        "board.open_lookback",
        "board.open_lookback_file",
        "board.put_cards_away",
        "board.close_lookback",
        "board.clear_lookback",
        "board.set_card_status",
        "facilitator.lookback",
        "facilitator.lookback_act",
    ),
    stage=lookbacks.STAGE,
    board=lambda session, workshop, since, _console: lookbacks.news(session, workshop, since),
    large=lookbacks.for_phones,
    mine=lambda session, workshop, phone: {"my_cards": lookbacks.mine(session, workshop, phone) if phone else {}},
    rows={"lookback": lambda change, key: change.session.get(models.Lookback, key)},
    record=("asked",),
)
