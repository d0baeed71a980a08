"""HTML into blocks: the page's own text without the site around it, and marked-up questions."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hotseat.domain.errors import HotseatError
from hotseat.domain.text import clean
from hotseat.importers.document import Block, Document, Kind, wordset
from hotseat.importers.plain import labelled

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NODES_LIMIT = 400_000
"""Elements and texts of a page that are looked at."""

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_DROPPED = wordset(
    "script style nav footer aside noscript template form select textarea iframe svg math head "
    "menu dialog object embed audio video canvas map datalist input option"
)
_INLINE = wordset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr acronym ruby rb"
)
_STRESSED = wordset("em i strong b q mark cite")
_FURNITURE_ROLES = wordset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar "
    "alert"
)
_FURNITURE = wordset(
    "nav navbar navigation menu sidebar footer cookie cookies consent gdpr breadcrumb breadcrumbs "
    "related recommended recommendations comment comments disqus share sharing social newsletter "
    "subscribe subscription signup promo promotion advert advertisement ads ad sponsor sponsored "
    "popup modal pagination pager masthead toc byline cta upsell widget trending popular paywall "
    "livechat chatbot reply replies respondlist skip"
)
_RELATED = frozenset({("read", "next"), ("you", "may"), ("more", "posts"), ("site", "header")})
_KEPT_WHOLE = frozenset(("html", "body", "main", "article"))
_WORDS = re.compile(r"[a-z]+")
_ASKED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:question|faq-?q|accordion-(?:title|header|button|trigger)|faq-(?:title|header)"
    r"|toggle-title|q)(?:$|[\s_-])|__question|-question$",
    re.IGNORECASE,
)
_GONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_FOLDED = re.compile(r"accordion|collaps|panel|answer|faq|content|toggle", re.IGNORECASE)

_OPEN_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_OPEN = wordset(
    "br hr img input meta link source wbr area base col embed track param p li dt dd td th tr "
    "option tbody thead tfoot"
)
_OPEN_LIMIT = 3000
"""Tags left open at one place; parsers of browsers stop at 512 elements in one another."""


def read(text: str, name: str) -> Document:
    """Return the blocks of a page. Raises HotseatError for one that is nested beyond reason."""
    from selectolax.lexbor import LexborHTMLParser

    _refuse_depth(text, name)
    page = LexborHTMLParser(text)
    document = Document(name)
    title = page.css_first("title")
    document.title = _flat(title.text()) if title else ""
    root = page.body or page.root
    if root is not None:
        _Walk(document, name).run(root)
    for script in page.css('script[type="application/ld+json"]'):
        _add_json_ld(document, script.text() or "")
    return document


def _refuse_depth(text: str, name: str) -> None:
    """Refuse a page whose tags open far more often than they close, before a tree is built."""
    depth = deepest = 0
    for found in _OPEN_CLOSE.finditer(text):
        if found[2] and found[2].lower() in _NEVER_OPEN:
            continue
        depth = depth + 1 if not found[1] else max(0, depth - 1)
        deepest = max(deepest, depth)
    if deepest > _OPEN_LIMIT:
        raise HotseatError(f"{name} is nested too deeply to be a page; save it anew or as text")


class _Walk:
    """Goes through the tree without recursion and gathers the text of each block."""

    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._name = name
        self._parts: list[str] = []
        self._stressed: list[str] = []
        self._heading = 0
        self._lists = 0
        self._items: list[bool] = []
        self._kinds: list[Kind] = []
        self._quotes = 0

    def run(self, root: "LexborNode") -> None:
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        seen = 0
        while stack:
            node, leaving = stack.pop()
            seen += 1
            if seen > NODES_LIMIT:
                self._document.problems.append(
                    f"{self._name} is very large; what comes after {NODES_LIMIT} parts is left out"
                )
                break
            if leaving:
                self._leave(node)
                continue
            if self._enter(node):
                stack.append((node, True))
                children = list(node.iter(include_text=True))
                stack.extend((child, False) for child in reversed(children))
        self._flush()

    def _enter(self, node: "LexborNode") -> bool:
        """Take in a node; return whether its children are to be visited."""
        tag = node.tag or ""
        if tag == "-text":
            self._parts.append(node.text(deep=False) or "")
            return False
        if tag.startswith(("-", "_", "!")) or _is_furniture(node, tag):
            return False
        if tag == "br":
            self._break()
            return False
        if tag == "table" and self._table(node):
            return False
        if "question" in (node.attributes.get("itemtype") or "").lower()[-12:]:
            self._flush()
            _add_microdata(self._document, node)
            return False
        if tag in _INLINE:
            self._stress(node, tag)
            return True
        self._flush()
        self._open(node, tag)
        return True

    def _stress(self, node: "LexborNode", tag: str) -> None:
        if tag in _STRESSED:
            said = _flat(node.text())
            if said:
                self._stressed.append(said)

    def _open(self, node: "LexborNode", tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self._lists += 1
        elif tag == "li":
            self._items.append(True)
        elif tag == "blockquote":
            self._quotes += 1
        if kind := _kind_of(node, tag):
            self._kinds.append(kind)

    def _leave(self, node: "LexborNode") -> None:
        tag = node.tag or ""
        if tag in _INLINE:
            return
        self._flush()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)
        elif tag == "li" and self._items:
            self._items.pop()
        elif tag == "blockquote":
            self._quotes -= 1
        if _kind_of(node, tag) and self._kinds:
            self._kinds.pop()

    def _break(self) -> None:
        """End a line: a block of its own where what stands there is a question or labelled."""
        text = _flat("".join(self._parts))
        if text.endswith(("?", "?”", '?"')) or labelled(text):
            self._flush()
        else:
            self._parts.append(" ")

    def _flush(self) -> None:
        text = _flat("".join(self._parts))
        stressed = tuple(self._stressed)
        self._parts, self._stressed = [], []
        if text:
            self._document.add(self._block(text, stressed))

    def _block(self, text: str, stressed: tuple[str, ...]) -> Block:
        if self._kinds and self._kinds[-1] is Kind.ASKED:
            return Block(Kind.ASKED, text, self._heading)
        if self._heading:
            return Block(Kind.HEADING, text, self._heading, stressed)
        if found := labelled(text):
            return Block(*found)
        if self._kinds:
            return Block(self._kinds[-1], text)
        if self._items and self._items[-1]:
            self._items[-1] = False
            return Block(Kind.ITEM, text, max(0, self._lists - 1), stressed)
        if stressed and stressed[0].rstrip(":") == text.rstrip(":") and not self._items:
            return Block(Kind.HEADING, text, 7)
        spans = (*stressed, text) if self._quotes else stressed
        return Block(Kind.TEXT, text, self._lists, spans)

    def _table(self, node: "LexborNode") -> bool:
        """Read a table as rows; one that only lays out a page is walked into instead."""
        if node.css_first("table table, h1, h2, h3, ul, ol") is not None:
            return False
        rows = [
            [_flat(cell.text()) for cell in row.iter() if cell.tag in ("td", "th")]
            for row in node.css("tr")
        ]
        if not any(len(row) > 1 for row in rows):
            return False
        from hotseat.importers.tables import add_rows

        self._flush()
        add_rows(self._document, rows)
        return True


def _kind_of(node: "LexborNode", tag: str) -> Kind | None:
    """Return what an element marks its text as."""
    if tag in ("summary", "dt"):
        return Kind.ASKED
    if tag == "dd":
        return Kind.ANSWER
    attributes = node.attributes
    if tag in ("button", "div", "span", "p", "li", *_HEADINGS):
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if tag == "button" or (_ASKED_CLASS.search(named) and not _has_blocks(node)):
            return Kind.ASKED
    return None


def _has_blocks(node: "LexborNode") -> bool:
    return any(
        child.tag not in _INLINE and not (child.tag or "").startswith("h") for child in node.iter()
    )


def _is_furniture(node: "LexborNode", tag: str) -> bool:
    if tag in _DROPPED:
        return True
    attributes = node.attributes
    if not attributes or tag in _KEPT_WHOLE:
        return False
    if (attributes.get("role") or "").lower() in _FURNITURE_ROLES:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
    if tag == "button":
        return "aria-expanded" not in attributes and not _FOLDED.search(named)
    if _GONE.search(attributes.get("style") or "") and not _FOLDED.search(named):
        return True
    if tag in _HEADINGS or tag in ("li", "dt", "dd", "summary"):
        return False
    words = _WORDS.findall(named)
    if not words:
        return False
    pairs = set(pairwise(words))
    return bool(_FURNITURE.intersection(words) or pairs & _RELATED) and not _holds_page(node)


def _holds_page(node: "LexborNode") -> bool:
    return node.css_first("main, article, h1") is not None


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _add_microdata(document: Document, node: "LexborNode") -> None:
    name = node.css_first('[itemprop="name"]')
    if name is None:
        return
    document.add(Block(Kind.ASKED, _flat(name.text() or name.attributes.get("content") or "")))
    for answer in node.css('[itemprop="text"]'):
        for block in read_inner(answer):
            document.add(Block(Kind.ANSWER, block))


def read_inner(node: "LexborNode") -> Iterator[str]:
    """Yield the paragraphs and items inside a small element."""
    parts = node.css("p, li")
    if not parts:
        yield _flat(node.text())
    for part in parts:
        yield _flat(part.text())


def _add_json_ld(document: Document, source: str) -> None:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        document.problems.append(f"{document.name}: its structured data (JSON-LD) is broken")
        return
    for question in _questions(data):
        name = question.get("name") or question.get("text")
        if not isinstance(name, str):
            continue
        document.add(Block(Kind.ASKED, _plain(name)))
        answers = [question.get("acceptedAnswer"), question.get("suggestedAnswer")]
        for answer in answers:
            for each in answer if isinstance(answer, list) else [answer]:
                text = each.get("text") if isinstance(each, dict) else each
                if isinstance(text, str):
                    for piece in _pieces(text):
                        document.add(Block(Kind.ANSWER, piece))


def _questions(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the records of type Question anywhere in structured data."""
    stack, seen = [data], 0
    while stack and seen < NODES_LIMIT:
        value = stack.pop()
        seen += 1
        if isinstance(value, dict):
            kind = value.get("@type")
            if kind == "Question" or (isinstance(kind, list) and "Question" in kind):
                yield value
            else:
                stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _pieces(text: str) -> Iterator[str]:
    """Yield the paragraphs of an answer that may itself be written in HTML."""
    if "<" not in text:
        yield from (_flat(clean(line)) for line in text.split("\n"))
        return
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(text).body
    if body is not None:
        yield from read_inner(body)


def _plain(text: str) -> str:
    return next(iter(_pieces(text)), "") if "<" in text else _flat(clean(text))
