"""Hotseat's own themes; Textual's are offered beside them."""

from textual.theme import Theme

DARK = Theme(
    name="hotseat-dark",
    primary="#e8825a",
    secondary="#6aa5c9",
    accent="#f2b84b",
    foreground="#e6e1dc",
    background="#16181d",
    surface="#1d2027",
    panel="#262a33",
    success="#7fbf7f",
    warning="#f2b84b",
    error="#e5646e",
    dark=True,
)
LIGHT = Theme(
    name="hotseat-light",
    primary="#b34a1f",
    secondary="#1f6690",
    accent="#8a5a00",
    foreground="#22252b",
    background="#faf8f5",
    surface="#f1eee9",
    panel="#e4dfd7",
    success="#2c7a3f",
    warning="#8a5a00",
    error="#b3202e",
    dark=False,
)
OFFERED = (DARK.name, LIGHT.name, "ansi-dark", "ansi-light")
"""The themes in the settings, in this order; the ansi ones use the terminal's own colours."""
