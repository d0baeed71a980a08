"""The use case: one sitting, from the question to the saved session. Knows no screen."""

from hotseat.interview.plan import Plan, PlanError, make_plan, plan_of
from hotseat.interview.room import Interview
from hotseat.interview.services import Services
from hotseat.interview.view import Event, Noted, Phase, PhaseChanged, Tone, View, ZoneEntered

__all__ = [
    "Event",
    "Interview",
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
