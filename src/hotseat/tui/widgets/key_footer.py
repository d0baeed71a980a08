"""The footer with the keys of a screen; it is made anew only where other keys are offered."""

from textual.screen import Screen
from textual.widgets import Footer

_Offered = tuple[str, str, str, bool, str]


class KeyFooter(Footer):
    """Shows the keys. Screens refresh their bindings often; mostly the same keys come of it."""

    _offered: tuple[_Offered, ...] | None = None

    def bindings_changed(self, screen: Screen[object]) -> None:
        """Show the keys that are offered now, where they are others than before."""
        if not (screen.app.app_focus and self.is_attached and screen is self.screen):
            return
        offered = tuple(
            (binding.key, binding.description, binding.action, enabled, tooltip)
            for _, binding, enabled, tooltip in screen.active_bindings.values()
            if binding.show
        )
        if offered != self._offered:
            self._offered = offered
            super().bindings_changed(screen)
