"""What a heading or a leading line says of the blocks beneath it."""

import re
from enum import StrEnum

from hotseat.importers.wording import bare


class Place(StrEnum):
    """What a section is for."""

    PLAIN = "plain"
    REVERSED = "reversed"
    OFF_LIMITS = "off-limits"
    ADVICE = "advice"
    FOLLOW_UPS = "follow-ups"
    RUBRIC = "rubric"
    FURNITURE = "furniture"
    SITE = "site"


_PLACES: tuple[tuple[Place, str], ...] = (
    (
        Place.FURNITURE,
        r"(?:related|recommended|read (?:next|more|also)|more (?:from|like|articles|posts|reading)|"
        r"you (?:may|might) (?:also )?(?:like|enjoy)|(?:leave a )?(?:comments?|reply)(?: "
        r"\(\d+\))?$|"
        r"\d+ comments?|share this|about the author|further reading|references|sources|see also|"
        r"newsletter|subscribe|popular posts|table of contents|contents$|on this page|what to read|"
        r"keep reading|also worth reading|other (?:articles|posts|guides)|discussion$|from our "
        r"blog)",
    ),
    (
        Place.REVERSED,
        r"(?:\w+ ){0,4}(?:questions?|things) (?:(?:that |which )?(?:to ask|you (?:can|could|should"
        r"|might|may|get to|"
        r"will) ask|you ask|worth asking|candidates? (?:(?:can|may|might|should|often|usually"
        r"|frequently|always|commonly|like to) )?asks?)|for "
        r"(?:us|the (?:interviewer|panel|"
        r"company|hiring manager|recruiter|team)|your (?:interviewer|future manager|panel"
        r"|recruiter)))|"
        r"(?:what|your turn|time) (?:to|you can|you could|should you|should i|you might|you may) "
        r"ask\b|"
        r"your (?:questions|turn)(?: (?:for|to) us)?$|ask (?:us|your interviewer|the interviewer"
        r"|them something)|"
        r"(?:your )?questions? (?:of your own|back)|when (?:they|we) ask (?:you )?(?:if|whether) "
        r"you have questions|"
        r"reverse interview",
    ),
    (
        Place.OFF_LIMITS,
        r"(?:\w+ ){0,4}(?:(?:avoid|don'?t|do not|never|not to|must not|mustn'?t|may not|cannot"
        r"|can'?t|shouldn'?t|stop|"
        r"no longer|not allowed to|legally off)\W+(?:\w+\W+){0,4}ask(?:ing|ed)?\b|(?:illegal|off[- "
        r"]limits|banned|"
        r"forbidden|retired|discriminatory|unlawful|inappropriate) (?:\w+ ?){0,3}|questions? "
        r"(?:\w+ ){0,3}(?:to avoid|off limits|we (?:no longer|don'?t|never)"
        r" ask|that are (?:illegal|off))|avoid (?:these|the following)(?: questions)?|off[- "
        r"]limits)",
    ),
    (
        Place.FOLLOW_UPS,
        r"(?:good |possible |useful |typical |likely |suggested |optional )?(?:follow[- ]?ups?"
        r"|probes?|probing|dig deeper|digging deeper|push further|"
        r"then ask|if (?:they|the candidate|time)|pressure test|drill[- ]down)(?: questions?| with"
        r"| on| prompts?)?\b",
    ),
    (
        Place.RUBRIC,
        r"(?:scoring|score ?card|rubric|rating|how (?:to|we) (?:score|rate|grade)|scale|evaluation|"
        r"(?:check|ask) yourself|self[- ]check|self[- ]review|debrief|after the interview|before "
        r"(?:you|the interview)|for interviewers?|notes? "
        r"(?:for|to) (?:the )?interviewers?|calibration)\b",
    ),
    (
        Place.ADVICE,
        r"(?:(?:a few |some |general |quick |our |more |pro |final |extra )*(?:tips?|advice"
        r"|guidance|hints?)|what (?:we|interviewers?|they|i|to|a) "
        r"(?:look|listen|want|like|hear|strong|good|great|they|is)|(?:look|listen)(?:ing)? (?:for"
        r"|out)|"
        r"what (?:good|great|strong|works|helps|makes|separates|earns|sinks|costs)|what(?:'s| is) "
        r"(?:being )?"
        r"(?:tested|assessed|behind)|(?:strong|good|great|weak|bad|poor|best|better|model|sample"
        r"|ideal|excellent|mediocre) "
        r"(?:answers?|signs?|signals?|responses?|looks|stor)|(?:red|green|yellow) flags?|how to "
        r"(?:answer|approach|handle|"
        r"tackle|use|prepare|respond|nail)|common (?:mistakes|errors|traps)|mistakes?\b|pitfalls?"
        r"|traps?\b|"
        r"(?:preparation|prep|your|final) (?:checklist|list)|checklist|do(?:'s|s)? and don|dos\b"
        r"|why (?:we|they|interviewers) ask|signals?$|"
        r"evidence$|guidance|answer(?:ing)? (?:it|these|this|them|tips|guide)|expected|notes?$"
        r"|rationale|remember|keep in mind|"
        r"how we judge|tests?$|what it tests|intent|purpose|good|bad|weak|strong|bonus|watch "
        r"(?:for|out)|avoid|hear)\b",
    ),
    (
        Place.SITE,
        r"(?:about (?:this|the|our) (?:site|guide|page|course|book|wiki|document|list|platform"
        r"|product|"
        r"membership|programme?|bank)|using (?:this|the) "
        r"|logistics|"
        r"(?:your )?subscription|support$|contact|general (?:questions|faq)$|practical(?:ities| "
        r"questions| matters)?$|house ?keeping|"
        r"scheduling|travel|(?:the )?(?:interview |hiring )?process(?: questions)?$|how (?:the"
        r"|our) (?:process|interview|hiring|loop)|"
        r"(?:frequently asked )?questions about (?:the|our|your|this)|access and)",
    ),
)
_COMPILED = tuple((place, re.compile(pattern, re.IGNORECASE)) for place, pattern in _PLACES)


def place_of(heading: str) -> Place:
    """Return what a section is for by its heading."""
    text = bare(heading).rstrip(": ").strip()
    for place, pattern in _COMPILED:
        if pattern.match(text):
            return place
    return Place.PLAIN


_ADVICE_LABEL = re.compile(
    r"^(?:tips?|look(?:ing)? for|listen(?:ing)? for|strong(?: answers?| candidates?| signal)?"
    r"|good(?: answers?| signs?)?|"
    r"great(?: answers?)?|weak(?: answers?)?|bad(?: answers?)?|poor|red flags?|green flags?"
    r"|warning signs?|advice|guidance|hints?|notes?|why (?:we|they|it)"
    r"[^:]{0,30}|answer|how to answer|what (?:we|to|good|they|it|strong|great|i)[^:]{0,40}|model "
    r"answer|sample answer|expected|"
    r"tests?|signals?|signs?|evidence|watch(?: out)?(?: for)?|avoid|do|don'?t|rationale|rubric"
    r"|scoring|coach(?:'s)? note|remember|bonus|"
    r"(?:a |the )?(?:strong|good|best|better|weak|great) (?:one|answer|story|reply)s?[^:]{0,30}"
    r"|intent|purpose|aim|we want[^:]{0,30}|traps?|pitfalls?|key points?|"
    r"structure|guide|approach|framework|hear|interviewer'?s? note|pass|fail|score \d|[1-5] "
    r"?[-=])\s*[:=–—]\s*",
    re.IGNORECASE,
)
_FOLLOW_LABEL = re.compile(
    r"^(?:follow[- ]?ups?|probes?|then ask|then|push|dig|if [^:]{1,60}|next ask|and then|drill[- "
    r"]down)"
    r"(?: questions?)?\s*(?:\d{0,2})\s*[:–—]\s*",
    re.IGNORECASE,
)


def is_advice(text: str) -> bool:
    """Say whether a text is labelled as advice on the question above it."""
    return _ADVICE_LABEL.match(text) is not None


def is_follow_up(text: str) -> bool:
    """Say whether a text is labelled as a follow-up to the question above it."""
    return _FOLLOW_LABEL.match(text) is not None
