"""Sentences, quotations and labels inside a block of text."""

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])|(?<=[?])\s+(?=[–—-]\s)")
_NO_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|no|approx|inc|ltd|fig|st|cf)|\b[A-Z])\.$|^\W*\d{1,3}\.$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[“„«]\s?([^“”„«»]{6,1500}?)\s?[”“»]|(?<![\w\"])\"([^\"]{6,1500}?)\"(?!\w)"
    r"|(?<![\w'’])[‘']([^'‘’]*(?:[’']\w[^'‘’]*)*?[?.!])[’'](?!\w)|\"\"([^\"]{6,1500}?)\"\""
)
_NUMBERING = re.compile(
    r"^\s*(?:(?:question|q|no\.?|nr\.?|#|prompt|scenario|case|mistake|tip|step)\s*#?\d{1,3}"
    r"(?:\s*(?:of|/)\s*\d{1,3})?\s*[:.)\]–—-]*|\d{1,2}\.\d{1,2}[.)]?|\(?\d{1,3}[.):\]]\)?(?!\d)|#\d{1,3}"
    r"|[ivx]{1,4}[.)]|[a-h][.)]|[-*•‣▪–—>☐✓]|\d{1,3}\s+[–—-]|Q\s*[:.–—-]|Question\s*[:–—-]"
    r"|\[[ xX]\]|S?\d{1,2}E\d{1,2}:)\s+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:the )?(?:main |opening |first |core |key |lead |primary |sample |example |warm-?up |"
    r"interview |behaviou?ral |practice |follow-?up |bonus |closing )?"
    r"(?:question|prompt|ask|scenario|situation|q|case|role[- ]?play|opener|exercise|task)"
    r"(?:\s*\(?#?\d{0,3}\)?)?|ask(?: them| the candidate| candidates)?|you(?:'ll| will| might| may"
    r"| can)?"
    r" (?:hear|get asked|be asked)|try|start with|open with|for example|e\.g\.|example)\s*[:–—]\s*",
    re.IGNORECASE,
)
_TRAILING_NOTE = re.compile(r"\s*[\[(](?P<note>[^()\[\]]{2,200})[\])]\s*[.?]?\s*$")
_EDGES = " \t\n\"'“”‘’„«»*_`"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; abbreviations and initials do not end one."""
    made: list[str] = []
    start = 0
    for found in _END.finditer(text):
        piece = text[start : found.end()]
        if _NO_END.search(piece.rstrip(" \"'”’)]")) and not piece.rstrip().endswith("?"):
            continue
        made.append(piece.strip())
        start = found.end()
    made.append(text[start:].strip())
    return [piece for piece in made if piece]


def quotations(text: str) -> list[str]:
    """Return what stands in quotation marks, in order."""
    return [next(part for part in found if part).strip() for found in _QUOTED.findall(text)]


def bare(text: str) -> str:
    """Return a question without its number, label and the marks around it."""
    flat = " ".join(text.split())
    for _ in range(3):
        shorter = _LABEL.sub("", _NUMBERING.sub("", flat)).strip()
        if shorter == flat:
            break
        flat = shorter
    stripped = flat.strip(" \t*_`")
    if stripped[:1] in "\"“'‘„«" and not any(q in stripped[1:-2] for q in '"“”„«»'):
        stripped = stripped.strip(_EDGES)
    return stripped


def without_note(text: str) -> tuple[str, str]:
    """Return a text and the note in brackets that ends it, such as a type or a time."""
    found = _TRAILING_NOTE.search(text)
    if not found or found.start() < 12:
        return text, ""
    return text[: found.start()].rstrip(), found["note"]
