"""How questions and prompts begin: the first rough look, before anything is judged."""

import re

_OPENERS = (
    r"(?:please )?(?:tell|walk|talk|take|lead|run|guide|convince|show|give|teach|sell|explain to) "
    r"(?:me|us)\b"
    r"|(?:please )?(?:describe|explain|share|outline|sketch|imagine|suppose|discuss|recall|picture|"
    r"lay out|break|talk|take|show|plan|re-?plan|draft|design|estimate|prioriti[sz]e|rank|role[- "
    r"]?play|"
    r"pitch|defend|summari[sz]e|define|name|list|pick|choose|think (?:of|back|about)|consider|say "
    r"(?:that|you|your)|assume|propose|write|build|create|negotiate|critique|compare|reflect on|"
    r"give an? (?:example|instance)|talk about|present|narrate|recount|map out|put together|"
    r"make the case|argue|set|argue for|rate|identify|prepare|quantify|construct|translate|"
    r"respond to|handle|persuade|in (?:one|two|three|five|\d+) (?:minutes|sentences))\b"
    r"|(?:can|could|would|will) you (?:please )?(?:tell|describe|share|walk|talk|give|explain|"
    r"think|recall|take|name|outline)\b"
    r"|i(?:'d| would) (?:like|love) (?:you to|to hear)\b|let's (?:talk|say|role)\b"
    r"|(?:how|what|when|why|who|whom|whose|where|which|have|has|had|did|do|does|are|were|was|is|"
    r"if|would|could|should|can|will|given|suppose|in what|on a scale|at what|for what|to what|"
    r"what's|who's|how's|where's)\b"
)
OPENER = re.compile(rf"[\"'“‘(\[]*(?:{_OPENERS})", re.IGNORECASE)
STRONG = re.compile(
    r"[\"'“‘(\[]*(?:(?:please )?(?:tell|walk|talk|take) (?:me|us)\b(?=\W+\w)"
    r"|(?:please )?describe (?:a|an|the|your|how|one|something|some)\b"
    r"|give (?:me|us) (?:a|an|the|your|one)\b"
    r"|(?:can|could) you (?:tell|describe|share|walk|talk|give)\b"
    r"|think (?:of|back|about) (?:a|an|the|to|your)\b|share (?:a|an|one|your) (?:time|story"
    r"|example|situation|moment|case|decision)\b)",
    re.IGNORECASE,
)
"""Prompts that need no question mark to be one."""

_MARK = re.compile(r"\?[\"'”’)\]]*(?:\s*\([^)]{0,200}\))?\s*$")


def looks_askable(text: str) -> bool:
    """Say whether a text could be a question or a prompt, from its two ends alone."""
    flat = text.strip()
    if not 8 <= len(flat) <= 1500 or len(flat.split()) < 3:
        return False
    return bool(_MARK.search(flat) or STRONG.match(flat))
