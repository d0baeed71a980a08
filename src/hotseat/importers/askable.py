"""Tell questions that can be put to a candidate from those about interviewing or the site."""

import functools
import re
from dataclasses import dataclass

from hotseat.importers.openers import OPENER, STRONG
from hotseat.importers.wording import sentences

NOT_A_QUESTION = "not a question"
ABOUT_INTERVIEWS = "about interviewing, not put to a candidate"
ABOUT_SITE = "about the site or what it sells"
FOR_INTERVIEWER = "for the interviewer to answer"
REVERSED = "a candidate's question to the company"
OFF_LIMITS = "named as one not to ask"
RHETORICAL = "addressed to the reader"
TOO_LONG = "over 1,000 characters"
UNSURE = "hardly a question for a candidate"

_I = re.compile(
    r"\b(?:should|can|could|do|does|did|am|may|must|would|will|shall|might|if|when|what|how|why|"
    r"where|have|need) i\b(?! (?:told|said|asked|were|was|gave|call|called|looked|walked|hand|"
    r"spoke|met|would see|see|rang|opened|sat))|\bi (?:should|need|have to|prepare|use|answer|"
    r"bring|wear|mention|talk|say|expect|include|still|apply|get|pass|fail|ask|sign|access|"
    r"download|cancel|reset|change|share)\b|\b(?:my|mine|myself) (?:answers?|stor(?:y|ies)|cv|"
    r"r[eé]sum[eé]|interviews?|account|subscription|order|application|plan|data|password|"
    r"examples?|salary|notice|experience|background|chances|nerves|weakness(?:es)?|mind|own)\b"
    r"|^(?:is|are|was|will) (?:it|there|my|this|that|the)\b.{0,60}\b(?:me|my|i)\b",
    re.IGNORECASE,
)
_ROLE_PLAY = re.compile(
    r"\b(?:i am|i'm|i’m|imagine i|suppose i|say i|pretend i|i play|you play|if i)\b", re.IGNORECASE
)
_INTERVIEWING = re.compile(
    r"\b(?:interviews?|interviewers?|interviewees?|interviewing|recruiters?|recruiting|"
    r"hiring (?:manager|committee|team|panel|process|bar|loop)s?|candidates?|applicants?|"
    r"onsites?|prepare for (?:this|the|an?|your|it)|this round|phone screen|screening call|final "
    r"round|(?:execution|behaviou?ral|product sense|"
    r"case|technical|panel|next) rounds?|rounds? of|how many rounds|debriefs?|star (?:method"
    r"|format|"
    r"framework)|cover letter|job offers?|job description|dress code|mock|flashcards?|"
    r"(?:sample|model|good|great|strong|bad|weak|best|perfect|ideal|these|this|prepared?|"
    r"rambling) (?:answers?|stor(?:y|ies)|questions?)|follow-?up questions|take-?home|whiteboard|"
    r"answer (?:this|these|the|a|such|questions?|it)|rubric|scorecard|red flags?)\b",
    re.IGNORECASE,
)
# An interview that the candidate holds or held, with users or with applicants, is their work.
_OWN_INTERVIEWS = re.compile(
    r"\b(?:user|customer|stakeholder|exit|discovery) interviews?\b|"
    r"\b(?:you (?:hired|interviewed|turned down|rejected|recruited)|interview users|"
    r"interviewed (?:users|customers))\b",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"\b(?:you|your|yours|yourself|you're|you've|you'd|you’re|you’ve)\b", re.IGNORECASE
)
_ASKED_OF_YOU = re.compile(
    r"^(?:how (?:do|would|did|have|will|could|might|are|were) you|what (?:do|would|did|have|will|"
    r"are|were|is|was|'s|’s)\b|(?:when|where|who|whom|which|why)\b.{0,80}\b(?:have|did|do|would"
    r"|were|"
    r"are|had) you\b|have you\b|had you\b|did you\b|would you\b|are you\b|were you\b|do you\b|"
    r"(?:which|whose|what)\b.{1,100}\b(?:you|your)\b|if (?:you|your|we|our|i|the|a|one|an)\b|"
    r"(?:you|your|our|we|half|two|a|an|the|it's|one|three|engineering|sales|legal|marketing|"
    r"support|design|finance)\b)",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:subscri(?:be|ption|ptions)|refunds?|money[- ]back|billing|invoices?|credit cards?|"
    r"pay(?:ment|pal)|log ?in|sign (?:in|up)|logged|passwords?|my account|your account|cookies?|"
    r"newsletter|free trial|trial period|coupon|discounts?|promo code|download (?:the|a|this)|"
    r"pdf version|certificate|lifetime access|membership|(?:this|the) set\b|this (?:site|website"
    r"|page|guide|course|"
    r"book|article|post|list|app|tool|blog|template|document|wiki|kit|bank)|the (?:course|book"
    r"|website|"
    r"newsletter|app|bootcamp|program) (?:include|cost|come|worth|for|take)|your (?:course"
    r"|platform|website|coaches|coaching|"
    r"service|privacy|data|book|templates?|newsletter|programme?) (?:include|cost|work|cover"
    r"|differ|"
    r"offer|come|for)|contact (?:us|you|support)|reach (?:you|support)|"
    r"unsubscribe|privacy policy|terms of (?:use|service)|gift card|kindle|return policy|"
    r"was this (?:page |article )?helpful|who (?:wrote|writes|maintains) (?:this|these)|"
    r"who are you\b|about us|affiliate|mobile app|browser|devices? (?:are|is) supported|"
    r"report a (?:bug|problem|typo)|edit this|contribute)\b",
    re.IGNORECASE,
)
_VENDOR = re.compile(
    r"^(?:do|can|will|are|does|is) (?:you|your (?:team|company|coaches|course"
    r"|platform))\b.{0,40}\b(?:offer|accept|sell|"
    r"provide|support|ship|guarantee|store|share my|charge|give (?:refunds|discounts)|have a "
    r"(?:free|mobile|student|team|discount|trial)|include|available|affiliated)\b|"
    r"^(?:what|how) (?:happens|do you do|long do you keep|do you (?:store|use|handle"
    r"|protect)).{0,30}"
    r"\bmy\b|^(?:how much (?:does|is|do)|what does) (?:it|this|the (?:course|plan|book"
    r"|subscription|premium)|"
    r"premium|coaching|access|membership|a seat|pro)\b|^(?:which|what) (?:plan|pricing|payment)\b",
    re.IGNORECASE,
)
_PROCESS = re.compile(
    r"^(?:do|can|will|are|is|does) (?:you|we|they) (?:give|send|share|provide|reimburse|pay|record|"
    r"contact|keep|use|need) (?:feedback|notes|the task|travel|references|my|me|a laptop"
    r"|expenses)\b|"
    r"^which questions\b|^what questions\b|\bthe one about\b|\bquestions? (?:come|comes) up\b|"
    r"\b(?:does|is) that still work\b|\bbring (?:an?|your|some) (?:id|passport|laptop|photo)\b|"
    r"\bhow do you take your (?:coffee|tea)\b|\bif (?:i am|i[’']m) ill\b|\bwhat if my\b|\bhave you "
    r"been "
    r"compromised\b|\b(?:dietary|allerg(?:y|ies)|parking space|adjustments for (?:today|the day)|"
    r"copy of your (?:passport|id|licen[cs]e))\b|^take your time\b|\bstands? for\?|"
    r"\byour system prompt\b|\b(?:previous|prior) "
    r"instructions\b",
    re.IGNORECASE,
)
_INTERVIEWER = re.compile(
    r"\b(?:did|does|do|can|could|has|have|is|was|would) (?:the |this |your )?"
    r"(?:candidate|they|he|she|applicant|answer|story|speaker|person|interviewee)\b"
    r"|\bin their (?:answer|story)\b",
    re.IGNORECASE,
)
_RHETORICAL = re.compile(
    r"^(?:sound familiar|so what|now what|why not|right|ready|sounds? |what gives|guess what|"
    r"the good news|want (?:to|more|help|a|the)|need (?:help|a|more)|looking for|interested in|"
    r"curious|still (?:stuck|have|not|nervous|unsure)|have (?:a |any |more |other )?questions|got "
    r"(?:a |any |more )?"
    r"questions|any (?:other )?(?:questions|tips|thoughts)|know (?:someone|anyone)|enjoy(?:ed)?|"
    r"did you (?:know|find this|like|enjoy)|have you ever (?:wondered|noticed|sat|felt|left"
    r"|frozen)|"
    r"do you (?:want (?:to|more|a)|need (?:to|a|an|more|help)|agree\?|still|have (?:any "
    r")?(?:feedback|questions)|find)|are you "
    r"(?:ready|preparing|struggling|looking|"
    r"nervous|tired|still|sure you)|who is this|who this|is this for|what(?:'s| is|’s) (?:next|in"
    r"|inside|the "
    r"(?:point|catch|takeaway|deal|bottom line|big deal)|this|new|included|wrong with)|what (?:you"
    r"|we) |what to |"
    r"how to |why (?:this|it|does (?:this|it)|is (?:this|it)|we|bother|should you|you should|do "
    r"we)\b|"
    r"what (?:does|did|do) (?:this|that|it|these) (?:mean|tell|show|look)|"
    r"does (?:this|that|any|it)|how (?:does|did) (?:this|that|it)\b|what (?:makes|counts|separates|"
    r"happens)|the (?:result|answer|lesson|question|takeaway|problem|solution|difference|point"
    r"|catch)\?|and (?:the|so|you)\b.{0,30}\?$|"
    r"why\?|how\?|what\?|when\?|who\?|really\?|seriously\?|could you (?:please )?(?:send|confirm"
    r"|let|"
    r"reply|forward|share your (?:availability|cv|resume))|can you (?:please )?(?:send|confirm"
    r"|make it|let|reply|"
    r"forward|do |join|share your (?:availability|cv|resume)|use)|would you (?:be (?:available"
    r"|free|open)|prefer (?:a|to) "
    r"(?:call|meet|morning)|like (?:to (?:learn|know|join|receive|subscribe)|more|us))|do you have "
    r"(?:time|a moment|availability|any "
    r"(?:questions|constraints|access))|when (?:are|would) you (?:be )?(?:free|available)|which "
    r"(?:slot|day|time) )",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^(?:what(?:'s|’s| is| are| does| do)|who(?:'s|’s| is)|is|are|does|do|should|can|will|when "
    r"(?:is|are|does|do)|"
    r"where (?:is|are|can|do)|how (?:is|are|does|do(?! you)|can|many|much|long|often|far|soon"
    r"|should|to|important)|"
    r"why (?:is|are|do(?! you)|does|did|don't|should))\b",
    re.IGNORECASE,
)
_PERSONAL_WHAT = re.compile(
    r"\b(?:you|your|me|us|we|our)\b|^what(?:'s|’s| is| was) (?:the|an?) (?:\w+ ){0,2}(?:project"
    r"|one|hardest|biggest|worst|best|most|last|"
    r"toughest|longest|largest|riskiest|first|single|main|smallest|latest|proudest|boldest)\b",
    re.IGNORECASE,
)
_BARE_FOLLOW = re.compile(
    r"^(?:and |so )?(?:why|how so|what (?:then|else|happened(?: next| then)?)|how did (?:that|it) "
    r"go|"
    r"then what|what did you learn(?: from (?:it|that|this))?|what would you (?:do differently"
    r"|change)"
    r"(?: (?:now|today|next time|in hindsight|if .{0,30}))?|what was the (?:outcome|result|impact)|"
    r"how did you (?:know|feel)|who (?:decided|else .{0,20})|anything else|such as|for example|by "
    r"when|by whom|"
    r"what happened and why|what was your (?:part|role)(?: in (?:it|that))?)\?$",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^(?:prepare|practi[sc]e|quantify|construct|identify|name (?:the|what|who|one)|list|write"
    r"|pick|choose|rate|"
    r"present|consider|handle|respond|define|prioriti[sz]e|rank|build|create|compare|recall"
    r"|narrate|"
    r"argue|set|say|draft|think about|reflect|explain (?:the|what|who|why|your|how)|share|describe "
    r"(?:the|your|what|who|how)|"
    r"give (?:the|a) |plan|show|outline|discuss|summari[sz]e|talk about|map|identify|make"
    r"|translate|estimate)\b",
    re.IGNORECASE,
)
# Imperatives that set a task by what they are about, and not advice on how to answer.
_TASK = re.compile(
    r"\b(?:for (?:me|us)|your (?:first|next) (?:\w+[- ])?(?:days?|weeks?|quarter|ninety|90|30"
    r"|month|sprint)|"
    r"(?:90|30|60|100)[- ]day|30[-/]60[-/]90|launch|roll[- ]?out|migration|quarter|roadmap|week by "
    r"week|in (?:two|three|five|"
    r"\d+) minutes|a time|the time|a situation|an example|a project|a decision|a moment|an "
    r"instance|a conflict|a team|"
    r"a launch|a release|a deadline|a disagreement|something you|one thing you|a (?:metric|plan)|"
    r"(?:plan|re-?plan) (?:the|a|an|me|next|your)|a (?:hard|difficult|recent) )\b",
    re.IGNORECASE,
)


_PROMPT_INSIDE = re.compile(
    r"(?:^|[.;:,!?–—] ?(?:and |so |then |please )*)(?:(?:tell|walk|talk|take|show|give|lead"
    r"|convince) (?:me|us)\b"
    r"|(?:re-?plan|lay out|break (?:it|that|this) down|sketch|outline|describe) (?:it|the|this"
    r"|that|your|those|a|an|"
    r"how|in)\b|plan (?:it|those|these|the|that|your)\b|(?:take|walk|talk|tell|show) (?:me|us)\b|"
    r"break (?:[\w-]+ ){1,10}down\b|(?:thirty|sixty|ninety|\d+) days: go)",
    re.IGNORECASE,
)


_HOW_MUCH = re.compile(
    r"^how (?:long|many|much|soon|often|early|far|quickly|late) (?:does|do|is|are|should|will|can|"
    r"before|people|questions|rounds|stages|interviews|days|hours|minutes|weeks|candidates)\b",
    re.IGNORECASE,
)
_DONE_BY_YOU = re.compile(
    r"\b(?:your (?!interview|answer|stor|cv|application)|(?:did|would|have|do|were|will|had) "
    r"you)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure it is, 0 to 1, that a text can be put to a candidate, and why not."""

    score: float
    reason: str = ""


def is_prompt(text: str) -> bool:
    """Say whether a text begins as a prompt that needs no question mark."""
    return STRONG.match(text) is not None


def is_question(text: str) -> bool:
    """Say whether a text is worded as a question or a prompt at all."""
    return text.rstrip("\"'”’)] ").endswith("?") or OPENER.match(text) is not None


def is_bare_follow_up(text: str) -> bool:
    """Say whether a question says nothing without the one before it."""
    return _BARE_FOLLOW.match(text.strip()) is not None


_PRIVATE = re.compile(
    r"\bwhere (?:are|were) you (?:originally |really )?(?:from|born)\b|\bhow old are you\b|"
    r"\b(?:are you|do you) (?:married|pregnant|religious|have (?:any )?(?:children|kids))\b|"
    r"\bplanning (?:a|to have a|on a) (?:family|bab)|\byour (?:religion|nationality|marital status|"
    r"accent|age|disabilit(?:y|ies)|sexual orientation|maiden name)\b|\bdo you go to church\b|"
    r"\bwho did you vote\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"^(?:take|share|show|give|break|talk|write|list|name|pick|choose|set|say|build|make|try"
    r"|rate)\b",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=8192)
def judge(text: str, placed: bool = False, slot: bool = False) -> Verdict:
    """Return whether a text can be put to a candidate, by its words alone.

    `placed` says that it stands in a list, `slot` that its place is one made for a question.
    """
    flat = " ".join(text.split())
    marked = flat.rstrip("\"'”’)] .").endswith("?") or "? " in flat
    prompt = is_prompt(flat) or _PROMPT_INSIDE.search(flat) is not None
    if _SITUATION.match(flat):
        return Verdict(0.85)
    if not marked and not prompt and not OPENER.match(flat):
        return Verdict(0.1, NOT_A_QUESTION)
    if len(flat.split()) < 3:
        return Verdict(0.1, NOT_A_QUESTION)
    if verdict := _excluded(flat, prompt) or (marked and not prompt and _all_excluded(flat)):
        return verdict
    if prompt:
        return Verdict(0.95)
    if not marked:
        verdict = _imperative(flat, placed)
        return Verdict(max(0.6, verdict.score)) if slot and verdict.score >= 0.3 else verdict
    return _marked(flat, placed, slot)


def _excluded(flat: str, prompt: bool) -> Verdict | None:
    """Return why a text is none for a candidate, if its words say so."""
    role_play = _ROLE_PLAY.search(flat) is not None and _YOU.search(flat) is not None
    if _INTERVIEWER.search(flat) and not prompt and not re.search(r"\byour?\b", flat, re.I):
        return Verdict(0.05, FOR_INTERVIEWER)
    if _SITE.search(flat) and not prompt and not _works_on(flat):
        return Verdict(0.05, ABOUT_SITE)
    if _PROCESS.search(flat) and not prompt:
        return Verdict(0.05, ABOUT_INTERVIEWS)
    if _PRIVATE.search(flat):
        return Verdict(0.05, OFF_LIMITS)
    if _VENDOR.search(flat) and not prompt:
        return Verdict(0.05, ABOUT_SITE)
    if _I.search(flat) and not role_play and not prompt:
        return Verdict(0.05, ABOUT_INTERVIEWS)
    if re.search(r"\b(?:my|mine)\b", flat, re.I) and not _YOU.search(flat):
        return Verdict(0.1, ABOUT_INTERVIEWS)
    about = _INTERVIEWING.search(flat) or re.search(r"\bSTAR\b", flat)
    if about and not _OWN_INTERVIEWS.search(flat) and not (prompt and _YOU.search(flat[8:])):
        return Verdict(0.08, ABOUT_INTERVIEWS)
    if _HOW_MUCH.match(flat) and not _DONE_BY_YOU.search(flat):
        return Verdict(0.2, ABOUT_INTERVIEWS)
    if _RHETORICAL.match(flat) and not prompt:
        return Verdict(0.1, RHETORICAL)
    return None


def _all_excluded(flat: str) -> Verdict | None:
    """Return why none of the sentences that ask is for a candidate, where that is so of all."""
    parts = sentences(flat)
    if len(parts) < 2 or _ASKED_OF_YOU.match(flat):  # a case is told first, then asked about
        return None
    asking = [part for part in parts if part.rstrip("\"'”’)] ").endswith("?")]
    found = [verdict for part in asking if (verdict := _excluded(part, False))]
    return found[0] if found and len(found) == len(asking) else None


_WORKS = re.compile(
    r"^(?:how (?:would|did|have|do) you\b.{0,60}\b(?:improve|reduce|launch|measure|design|plan|run"
    r"|grow|"
    r"fix|migrate|ship|build|roll|cut|move|handle|decide|price|bring|get)|what would you\b|you "
    r"(?:have|own|join|are|inherit|"
    r"lead|take|run)\b|your\b|plan\b|design\b|our\b|we\b|when (?:did|was|were|have)\b|have you ever"
    r"|which\b)",
    re.IGNORECASE,
)


def _works_on(flat: str) -> bool:
    """Say whether a question names such things as a candidate's work, not as the site's own."""
    return _WORKS.match(flat) is not None and not re.search(r"\b(?:my|mine)\b", flat, re.I)


def _imperative(flat: str, placed: bool) -> Verdict:
    addressed = _YOU.search(flat) is not None or _TO_US.search(flat) is not None
    if _ADVICE.match(flat):
        if _TASK.search(flat):
            return Verdict(0.7 if placed else 0.45, "" if placed else NOT_A_QUESTION)
        return Verdict(0.3, NOT_A_QUESTION)
    if _SUPPOSE.match(flat):
        return Verdict(0.8 if addressed else 0.5)
    if _PERFORM.match(flat):
        return Verdict(0.8)
    if re.match(r"(?:how|what|when|why|who|which|where)\b", flat, re.I):
        return Verdict(0.6 if placed and addressed else 0.2, NOT_A_QUESTION)
    if _NO_SUBJECT.match(flat) and not addressed:
        return Verdict(0.3, NOT_A_QUESTION)
    return Verdict(0.5 if placed and addressed else 0.3, NOT_A_QUESTION)


_TO_US = re.compile(r"\b(?:for|to|with) (?:me|us)\b", re.IGNORECASE)
_SUPPOSE = re.compile(
    r"(?:imagine|suppose|assume|say (?:that|you|the|your)|picture|role[- ]?play|if |given )", re.I
)
_PERFORM = re.compile(
    r"(?:sell|convince|teach|persuade|pitch|i(?:'d|’d| would) (?:like|love)|let's|let’s)\b", re.I
)
# A situation put to the candidate that ends in an order of one or two words.
_SITUATION = re.compile(
    r"^(?:your\b|you\b|you[’']|two of your|half (?:of )?your|our\b|we\b|suppose|imagine|it is "
    r"|it[’']s )"
    r".{20,}[.;:!] (?:go|untangle it|sort it out|decide|choose|pick one|react|respond|fix it|your "
    r"move|"
    r"re-?plan|plan it|walk us through (?:it|that)|what now|handle it|settle it|proceed)[.!?]?$",
    re.IGNORECASE,
)


def _marked(flat: str, placed: bool, slot: bool) -> Verdict:
    you = _YOU.search(flat) is not None
    if is_bare_follow_up(flat):
        return Verdict(0.45, "a follow-up that says nothing alone")
    if you and _ASKED_OF_YOU.match(flat):
        return Verdict(0.9)
    if re.search(
        r"^(?:when|where) (?:did|was|were|have|has|had)\b.*\b(?:your|yours|you)\b", flat, re.I
    ):
        return Verdict(0.9)
    if re.search(r"\b(?:tell|walk|take|talk|show|give|convince) (?:me|us)\b", flat, re.I):
        return Verdict(0.9)
    if _DEFINITION.match(flat) and not _PERSONAL_WHAT.search(flat):
        return Verdict(0.25, ABOUT_INTERVIEWS)
    if you:
        return Verdict(0.8)
    if re.search(r"\b(?:we|our)\b", flat, re.I):
        return Verdict(0.55 if slot else 0.4, UNSURE)
    if _PERSONAL_WHAT.search(flat):
        return Verdict(0.7)
    return Verdict(0.5 if slot else 0.4 if placed else 0.3, UNSURE)
