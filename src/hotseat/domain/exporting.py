"""What is asked for when sessions are handed on as a document."""

from dataclasses import dataclass
from pathlib import Path

EXPORT_FORMS: dict[str, str] = {
    "md": "Markdown notes",
    "html": "web page",
    "txt": "plain text",
    "json": "data, to import again",
    "srt": "captions (SubRip)",
    "vtt": "captions (WebVTT)",
}
"""The forms of a document by the ending of its files, and what they are."""

SOUND_FORMS = ("html", "json")
"""The forms that can hold sound."""


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """A document to make.

    `take` is the number of one take, or 0 for all; `story` the id of a story whose sessions are
    meant instead of one session. `output` is a file or folder; None puts the document into the
    session's own folder. `vault` is a folder of Markdown notes in which a note is kept up to date.
    `names` are replaced wherever they stand, and so are figures with `figures`; sound is then left
    out, whatever `audio` says.
    """

    form: str
    take: int = 0
    story: str = ""
    output: Path | None = None
    vault: Path | None = None
    names: tuple[str, ...] = ()
    figures: bool = False
    audio: bool = False

    @property
    def redacts(self) -> bool:
        """Say whether anything is taken out."""
        return bool(self.names) or self.figures


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and what the candidate should know about them, a line each."""

    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()
