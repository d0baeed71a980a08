"""What a probe may not do: ask two things, lead, presume, or run on."""

import re

MOST_WORDS = 25

_QUOTED = re.compile(r"“[^”]*”")
_ASKS = r"(?:who|whom|whose|what|when|where|which|why|how)"
_AUX = (
    r"(?:'s| is| are| was| were| did| do| does| would| could| will| has| have| had| many| much"
    r"| long)"
)
# "... and why ...", or two with a comma between; "When you knew, what ..." is one.
_TWO_QUESTIONS = re.compile(
    rf"\b(?:and|or),?\s+{_ASKS}\b|(?:^|[:.] )(?!when){_ASKS}\b[^,]*,\s+{_ASKS}{_AUX}\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:don't you think|wouldn't you|isn't it|wasn't it|aren't you|surely|obviously|of course|"
    r"wouldn't it|shouldn't you|didn't you|(?<=, )(?:right|no|correct)\?$|would you agree|"
    r"is it (?:fair|true) (?:to say )?that)",
    re.IGNORECASE,
)
_PRESUMES = re.compile(
    r"\b(?:why did(?:n't| not) you|why did you (?:fail|ignore|hide|let|not)|how come you|"
    r"why were(?:n't| not) you|when did you stop|your (?:failure|excuse|lie)|admit)\b",
    re.IGNORECASE,
)


def lint(text: str) -> list[str]:
    """Return what is wrong with a probe, nothing for a good one.

    The quoted words are the candidate's: they count towards the 25 words, nothing else in them is
    judged.
    """
    problems: list[str] = []
    own = _QUOTED.sub("“”", text)
    words = len(text.split())
    if words > MOST_WORDS:
        problems.append(f"has {words} words; at most {MOST_WORDS} are allowed")
    if not text.endswith("?"):
        problems.append("does not end in a question mark")
    if own.count("?") > 1:
        problems.append("asks more than one question")
    elif _TWO_QUESTIONS.search(own):
        problems.append("asks two things in one")
    if _LEADS.search(own):
        problems.append("leads to its answer")
    if _PRESUMES.search(own):
        problems.append("presumes what was not said")
    if own.count("“") != own.count("”") or "\n" in text or "  " in text:
        problems.append("has a broken quote or white space")
    if "{" in own or "}" in own:
        problems.append("has an unfilled place")
    return problems
