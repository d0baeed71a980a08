"""The use case: one sitting, from the question to the saved session. Knows no screen.

Names are brought in when first asked for: home needs few of them, and every start waits for it.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hotseat.interview.plan import Plan, PlanError, make_plan, plan_of
    from hotseat.interview.services import Services
    from hotseat.interview.view import (
        Event,
        Noted,
        Phase,
        PhaseChanged,
        TakeReworded,
        Tone,
        View,
        ZoneEntered,
    )

_HOMES = {
    "plan": ("Plan", "PlanError", "make_plan", "plan_of"),
    "services": ("Services",),
    "view": (
        "Event",
        "Noted",
        "Phase",
        "PhaseChanged",
        "TakeReworded",
        "Tone",
        "View",
        "ZoneEntered",
    ),
}

__all__ = [
    "Event",
    "Noted",
    "Phase",
    "PhaseChanged",
    "Plan",
    "PlanError",
    "Services",
    "TakeReworded",
    "Tone",
    "View",
    "ZoneEntered",
    "make_plan",
    "plan_of",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
