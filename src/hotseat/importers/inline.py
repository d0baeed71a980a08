"""The marks inside a line of Markdown, taken off; what stood out is kept as such."""

import html
import re

_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])?")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>|<!--.{0,2000}?-->", re.DOTALL)
_AUTOLINK = re.compile(r"<https?://[^<>\s]{1,2000}>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,1500}?)(?<=\S)\1", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,1500}?)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,1000})\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,1000}~~")


def unmark(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a line of Markdown, and the spans that were bold or italic."""
    stressed: list[str] = []

    def keep(found: re.Match[str]) -> str:
        stressed.append(found[2])
        return found[2]

    text = _IMAGE.sub("", source)
    text = _AUTOLINK.sub("", text)
    text = _TAG.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _STRUCK.sub("", text)
    text = _STRONG.sub(keep, text)
    text = _EMPHASIS.sub(keep, text)
    text = _CODE.sub(r"\2", text)
    spans = tuple(_plain(span) for span in stressed)
    return _plain(text), tuple(span for span in spans if span)


def _plain(text: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", text)).strip()
