"""A page of one file: HTML with its style, pictures and, on request, sound inside."""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from hotseat import __version__
from hotseat.domain.text import clean, clock_face
from hotseat.exporters.page import page_of
from hotseat.exporters.pictures import CHART, WIDTH
from hotseat.exporters.selection import Selection

if TYPE_CHECKING:
    from jinja2 import Environment

SIGNS = {"met": "✓", "thin": "~", "missing": "–", "flag": "!", "": "·"}
"""What stands for a status, so that nothing hangs on colour alone."""


def to_html(selection: Selection) -> str:
    """Return what was selected as a page that loads nothing from anywhere.

    The page allows no script, or the one it brings where there is sound to play.
    """
    environment = _environment()
    style = _part(environment, "page.css")
    script = _part(environment, "page.js") if selection.sounds else ""
    template = environment.get_template("page.html.jinja")
    return template.render(
        page=page_of(selection),
        style=style,
        script=script,
        policy=_policy(style, script),
        version=__version__,
    )


def _policy(style: str, script: str) -> str:
    """Return what the browser is to allow the page: nothing but what it brings itself."""
    allowed = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    if script:
        allowed += [f"script-src '{_hash(script)}'", "media-src data:"]
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _part(environment: "Environment", name: str) -> str:
    """Return a file that stands beside the templates, word for word."""
    if environment.loader is None:
        return ""
    return environment.loader.get_source(environment, name)[0]


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def harmless(value: Any) -> Any:
        return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("hotseat.exporters"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        clock=lambda seconds: "" if seconds is None else clock_face(seconds),
        signs=SIGNS,
        width=WIDTH,
        chart_size=CHART,
    )
    return environment
