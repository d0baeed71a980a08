"""The use case: one sitting, from the question to the saved session. Knows no screen.

The interview itself is in `hotseat.interview.room`, which brings the coach along: whoever only
plans a sitting, like home, is spared that.
"""

from hotseat.interview.plan import Plan, PlanError, make_plan, plan_of
from hotseat.interview.services import Services
from hotseat.interview.view import Event, Noted, Phase, PhaseChanged, Tone, View, ZoneEntered

__all__ = [
    "Event",
    "Noted",
    "Phase",
    "PhaseChanged",
    "Plan",
    "PlanError",
    "Services",
    "Tone",
    "View",
    "ZoneEntered",
    "make_plan",
    "plan_of",
]
