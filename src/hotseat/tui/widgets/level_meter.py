"""A microphone's level, as a bar and in words."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hotseat.ports import InputLevel

FLOOR = -60.0
"""The bar's left end, in dBFS."""
# Speech peaks of a well set microphone lie between these; below, recognisers lose words.
QUIET, LOUD = -35.0, -1.0
SILENCE = -100.0


def level_words(level: InputLevel | None) -> str:
    """Return what a level means: "silent", "too quiet", "good", "clipping"."""
    if level is None:
        return "no signal yet"
    if level.clipped or level.peak > LOUD:
        return "clipping: move away or turn down"
    if level.peak <= SILENCE:
        return "silent: is it muted?"
    return "quiet" if level.peak < QUIET else "good"


class LevelMeter(Widget):
    """Shows an InputLevel; set `level` at most about fifteen times a second."""

    DEFAULT_CSS = "LevelMeter { height: 1; width: 1fr; }"

    level: reactive[InputLevel | None] = reactive(None)

    def render(self) -> Content:
        """Draw the bar to the widget's width, with the peak in dB and in words."""
        words = level_words(self.level)
        peak = self.level.peak if self.level else -120.0
        tail = f" {peak:4.0f} dB  {words}" if self.level else f" {words}"
        width = max(4, self.size.width - max(len(tail), 24))
        filled = round(width * min(1.0, max(0.0, (peak - FLOOR) / -FLOOR)))
        style = "$text-error" if words.startswith("clip") else "$text-success"
        bar, rest = "█" * filled, "·" * (width - filled)
        return Content.assemble((bar, style), (rest, "$foreground-muted"), (tail, ""))
