"""The app as screens know it; apart from app.py so that screens need not import the app."""

from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from hotseat.tui.app import HotseatApp


def app_of(screen: Screen[Any]) -> "HotseatApp":
    """Return the app that a screen belongs to, with its type."""
    return cast("HotseatApp", screen.app)
