"""Open the app."""

from hotseat.tui.app import HotseatApp
from hotseat.tui.context import Context, Start


def run(context: Context, start: Start | None = None) -> int:
    """Run the app until the user leaves; returns the exit status."""
    app = HotseatApp(context, start)
    app.run()
    return app.return_code or 0
