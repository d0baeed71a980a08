"""What the coach asks, in words: `{q}` is where the candidate is quoted.

Each wording is one question. It presumes nothing that was not said, and leaves 9 of its 25 words
to the quote. tests/coach/test_probe_lint.py holds every one of them to that.
"""

from hotseat.domain.rubric import Element, Flag

MISSING: dict[Element, tuple[str, ...]] = {
    Element.SITUATION: (
        "What exactly was to be delivered, by which date?",
        "How many people did you have for this, counting yourself?",
        "Who was waiting for it, by name or by number?",
    ),
    Element.HYPOTHESIS: (
        "What did you expect to happen when you started?",
        "What was the plan resting on before the first sign of trouble?",
        "Which assumption were you surest of at the start?",
    ),
    Element.BREAKDOWN: (
        "At which step exactly did it come apart?",
        "Which single hand-off, estimate or decision gave way first?",
        "Take the day it broke: what happened, step by step?",
    ),
    Element.FIX: (
        "What did you do in the first days after you saw it?",
        "Which piece of work did you move, cut or stop that week?",
        "When you knew, what was the first call you made?",
    ),
    Element.SYSTEMIC_CHANGE: (
        "What is in place today that was not there before?",
        "The same thing starts again tomorrow: what catches it?",
        "Which rule, check or tool came out of this?",
        "If you left the company, what would still stop it from happening again?",
    ),
    Element.OWNERSHIP: (
        "Which decision in this story was yours, the one you would take back?",
        "What should you have seen yourself?",
        "What did you yourself leave undone?",
        "Where in this story were you wrong?",
    ),
    Element.TRADEOFF: (
        "What did you give up to get that?",
        "Name one thing that waited: who had been promised it?",
        "What got worse on purpose?",
    ),
    Element.STAKEHOLDER_CONFLICT: (
        "Who wanted something else, in one sentence from their side?",
        "Which two wishes could not both be met?",
        "Who argued against it, with what reason?",
    ),
    Element.ALIGNMENT_MECHANISM: (
        "What settled it in the end: a number, a test or a person?",
        "Who had the last word, on what evidence?",
        "What was on the table when the decision fell?",
    ),
    Element.LOSS_HANDLED: (
        "Who came out of this with less than they wanted?",
        "What did the losing side hear from you, in your words?",
        "What did you do for those who lost out?",
    ),
    Element.DELIVERY_METRIC: (
        "Which one number told you whether the work was on track?",
        "How many days did a change take from decision to live?",
        "Give me one figure for how the work itself ran: from what to what?",
    ),
    Element.OUTCOME_METRIC: (
        "What did it come to in the end, in one number?",
        "How late was it, in days or weeks?",
        "Which figure moved, from what to what?",
    ),
    Element.CRITICAL_PATH: (
        "Which one thing must work before anything else can?",
        "What would stop the whole plan if it slipped by a week?",
        "On which single step does everything hang?",
    ),
    Element.SEQUENCING: (
        "What is finished at the end of week two?",
        "Which deliverable comes first, by which day?",
        "On the last day, what can a user do that they could not before?",
    ),
    Element.RESOURCING: (
        "How many people work on this, on what?",
        "Whom do you not have yet that you need first?",
        "Where does the first euro of the budget go?",
    ),
    Element.RISK_MITIGATION: (
        "What is most likely to go wrong, with whom watching it?",
        "How would you know two weeks early that it is slipping?",
        "Whose job is it to raise the alarm?",
    ),
    Element.BUFFER: (
        "What result would make you stop?",
        "How many days of slack are in there?",
        "Half-way through, nothing works yet: what is your fallback?",
    ),
}
"""For an element that was not heard: no quote."""

THIN: dict[Element, tuple[str, ...]] = {
    Element.SITUATION: (
        "{q}: what exactly was to be delivered, by which date?",
        "{q}: how many people did you have for it?",
        "{q}: for how many users was that?",
    ),
    Element.HYPOTHESIS: (
        "{q}: what was that based on?",
        "{q}: how many days or people had you put against it?",
        "{q}: who had told you so?",
    ),
    Element.BREAKDOWN: (
        "{q}: at which step exactly?",
        "{q}: take one case, what happened to it?",
        "{q}: whose hands was it in at that moment?",
    ),
    Element.FIX: (
        "{q}: what exactly did you do that week?",
        "{q}: who did what, by when?",
        "{q}: name one thing that you changed on that day?",
    ),
    Element.SYSTEMIC_CHANGE: (
        "{q}: what makes that happen when nobody thinks of it?",
        "{q}: at which point of the next project would I see it?",
        "{q}: where is that written down?",
        "{q}: who gets stopped if it has not been done?",
    ),
    Element.OWNERSHIP: (
        "{q}: what was your own part in that?",
        "{q}: which decision there was yours?",
        "{q}: when could you have known?",
        "{q}: what did you yourself not do?",
    ),
    Element.TRADEOFF: (
        "{q}: which single thing was left out?",
        "{q}: who had been counting on it?",
        "{q}: what did that cost, in time or money?",
    ),
    Element.STAKEHOLDER_CONFLICT: (
        "{q}: what did each side want, in one sentence each?",
        "{q}: what did they stand to lose?",
        "{q}: who exactly was against it?",
    ),
    Element.ALIGNMENT_MECHANISM: (
        "{q}: what changed their mind?",
        "{q}: who decided, on which evidence?",
        "{q}: what was shown there that had not been shown before?",
    ),
    Element.LOSS_HANDLED: (
        "{q}: who exactly lost something there?",
        "{q}: what did they hear from you?",
        "{q}: what did they get in return?",
    ),
    Element.DELIVERY_METRIC: (
        "{q}: what was the figure, before and after?",
        "{q}: how many, out of how many?",
        "{q}: which number is that today?",
    ),
    Element.OUTCOME_METRIC: (
        "{q}: by how much, compared with what?",
        "{q}: what is that in one number?",
        "{q}: how many, by which date?",
    ),
    Element.CRITICAL_PATH: (
        "{q}: which single step in there must work first?",
        "{q}: what waits if that slips by a week?",
        "{q}: what hangs on it, by name?",
    ),
    Element.SEQUENCING: (
        "{q}: what is finished by then that a user can touch?",
        "{q}: what comes first, by which day?",
        "{q}: which week is that?",
    ),
    Element.RESOURCING: (
        "{q}: how many people, doing what?",
        "{q}: who exactly, from which team?",
        "{q}: how much of that do you have on Monday?",
    ),
    Element.RISK_MITIGATION: (
        "{q}: which risk exactly, with whom watching it?",
        "{q}: what would you see two weeks early?",
        "{q}: who is the one to raise the alarm?",
    ),
    Element.BUFFER: (
        "{q}: how many days is that?",
        "{q}: at which number do you stop?",
        "{q}: what exactly would you do instead?",
    ),
}
"""For an element that was only vague: the vague words are quoted."""

DEEPER: dict[Element, tuple[tuple[str, ...], ...]] = {
    Element.SITUATION: (
        (
            "{q}: who had set that?",
            "{q}: how fixed was that?",
            "{q}: what had been promised to whom?",
        ),
        (
            "{q}: which of those limits could have been moved?",
            "What did you have to work with on day one?",
        ),
        (
            "Who would have been hurt first if nothing had shipped?",
            "What would have happened if you had said no?",
        ),
        (
            "Who thought that the goal itself was wrong?",
            "Who would tell the start of this story differently?",
        ),
    ),
    Element.HYPOTHESIS: (
        (
            "{q}: what had shown you that?",
            "{q}: how sure of that were you, in percent?",
            "{q}: who else believed that?",
        ),
        (
            "{q}: what would have shown you early that it was wrong?",
            "When did you first doubt that?",
        ),
        (
            "How could that belief have been tested in the first week?",
            "Which belief of that kind do you test today?",
        ),
        (
            "Who doubted it at the time?",
            "Who had told you the opposite?",
        ),
    ),
    Element.BREAKDOWN: (
        (
            "{q}: when could that first have been seen?",
            "{q}: whose job was that?",
            "{q}: how long did it take you to find out?",
        ),
        (
            "{q}: how do you know that this was the cause?",
            "{q}: what had to be true for that to happen?",
        ),
        (
            "Had that step held, what would have broken next?",
            "Where else in the company could the same thing break today?",
        ),
        (
            "Who saw it differently at the time?",
            "What would the others involved call the cause?",
        ),
    ),
    Element.FIX: (
        (
            "{q}: what else did you consider that day?",
            "{q}: how long after you knew was that?",
            "{q}: who had to agree to it?",
        ),
        (
            "{q}: how do you know that this is what helped?",
            "{q}: what would have happened without it?",
        ),
        (
            "What did that first response cost later?",
            "Which part of that first response is still in place?",
        ),
        (
            "Who was against that first response?",
            "Who found that response too late?",
        ),
    ),
    Element.SYSTEMIC_CHANGE: (
        (
            "{q}: who can get round that?",
            "{q}: who looks after it today?",
            "{q}: what happens when it is skipped?",
        ),
        (
            "{q}: when did it last stop something?",
            "{q}: how do you know that it works?",
        ),
        (
            "How often has it been used since, in numbers?",
            "What would bring the old way back?",
        ),
        (
            "Who finds that rule a nuisance?",
            "Who had to be won over for it?",
        ),
    ),
    Element.OWNERSHIP: (
        (
            "{q}: what were you thinking at the time?",
            "{q}: who could have corrected you?",
            "{q}: what did that cost the others?",
        ),
        (
            "{q}: what would you have had to know to act differently?",
            "When did you first see that it was on you?",
        ),
        (
            "What do you do differently in the first week of a project now?",
            "When did that habit of yours last show again?",
        ),
        (
            "When did you tell your boss, in which words?",
            "What would your team say was your part?",
        ),
    ),
    Element.TRADEOFF: (
        (
            "{q}: who had to be told?",
            "{q}: what did that buy you?",
            "{q}: for how long was that?",
        ),
        (
            "{q}: how did you choose that over the rest?",
            "{q}: how did you know what it would cost?",
        ),
        (
            "What would make you take that decision back?",
            "What came of what you left out?",
        ),
        (
            "Who argued for keeping it?",
            "Who still thinks that you cut the wrong thing?",
        ),
    ),
    Element.STAKEHOLDER_CONFLICT: (
        (
            "{q}: what was the best argument on their side?",
            "{q}: what worried them most?",
            "{q}: how did you find that out?",
        ),
        (
            "{q}: what lay behind that?",
            "Which part of their view turned out to be right?",
        ),
        (
            "How long did that stay open, in days?",
            "Where do the same two sides collide today?",
        ),
        (
            "Whose view did you understand too late?",
            "Who took neither side?",
        ),
    ),
    Element.ALIGNMENT_MECHANISM: (
        (
            "{q}: why did both sides trust that?",
            "{q}: whose idea was that?",
            "{q}: what had been agreed beforehand?",
        ),
        (
            "{q}: what would have reopened the decision?",
            "{q}: how close was it?",
        ),
        (
            "What happens today when the same two sides disagree?",
            "How was the next quarrel of that kind settled?",
        ),
        (
            "Who was still against it afterwards?",
            "Who felt overruled?",
        ),
    ),
    Element.LOSS_HANDLED: (
        (
            "{q}: how did they take it?",
            "{q}: what exactly did you say to them?",
            "{q}: when did they learn of it?",
        ),
        (
            "{q}: what did that cost them in daily work?",
            "{q}: how did you know what they needed?",
        ),
        (
            "What do those people say about it today?",
            "What did the next loss of that kind get from you?",
        ),
        (
            "Who thinks that they deserved more?",
            "Who was left out of that talk?",
        ),
    ),
    Element.DELIVERY_METRIC: (
        (
            "{q}: what was it before?",
            "{q}: how was that counted?",
            "{q}: over which period was that?",
        ),
        (
            "{q}: what moved it?",
            "Which number got worse meanwhile?",
        ),
        (
            "At which value of that number would you step in?",
            "What does that number stand at this month?",
        ),
        (
            "Who doubts that figure?",
            "Which number did the engineers look at instead?",
        ),
    ),
    Element.OUTCOME_METRIC: (
        (
            "{q}: compared with what?",
            "{q}: what had you promised?",
            "{q}: who measured that?",
        ),
        (
            "{q}: how much of that would have happened anyway?",
            "{q}: which part of that came from your work?",
        ),
        (
            "What does that number stand at today?",
            "What did that number do half a year later?",
        ),
        (
            "Who would dispute that figure?",
            "Which figure would your critics name?",
        ),
    ),
    Element.CRITICAL_PATH: (
        (
            "{q}: what moves if that slips by a week?",
            "{q}: how will you know that it is done?",
            "{q}: who has that in hand?",
        ),
        (
            "{q}: how do you know that this is the one?",
            "{q}: what would have to be true for something else to matter more?",
        ),
        (
            "Who checks on it each week?",
            "On which day would you call it off?",
        ),
        (
            "Who on the team would name something else?",
            "Who wants to start with something else?",
        ),
    ),
    Element.SEQUENCING: (
        (
            "{q}: why in this order?",
            "{q}: who says that it is done?",
            "{q}: what has to be ready before that?",
        ),
        (
            "{q}: what makes that long enough?",
            "Which of those steps is the least certain?",
        ),
        (
            "Which of those steps would you drop first?",
            "How would you see in week two that the order is wrong?",
        ),
        (
            "Who would rather start elsewhere?",
            "Whose work waits longest in that order?",
        ),
    ),
    Element.RESOURCING: (
        (
            "{q}: what are they not doing meanwhile?",
            "{q}: who has agreed to that?",
            "{q}: why that many?",
        ),
        (
            "{q}: what if one of them is gone on Monday?",
            "{q}: how did you arrive at that?",
        ),
        (
            "What happens to those people after the last day?",
            "Which of those people could you do without?",
        ),
        (
            "Who else wanted the same people?",
            "Who thinks that you need more?",
        ),
    ),
    Element.RISK_MITIGATION: (
        (
            "{q}: what exactly would you see, on which day?",
            "{q}: who acts on it?",
            "{q}: how likely is that, in percent?",
        ),
        (
            "{q}: how do you know that this is enough?",
            "When did something like that last happen to you?",
        ),
        (
            "Which risk did you decide to live with?",
            "What would still catch that if its owner is ill?",
        ),
        (
            "Who thinks that a different risk is the big one?",
            "Who would say that this is overcautious?",
        ),
    ),
    Element.BUFFER: (
        (
            "{q}: who has to agree to that?",
            "{q}: what is that based on?",
            "{q}: on which day would you decide that?",
        ),
        (
            "{q}: what would that cost?",
            "{q}: how do you know that it is enough?",
        ),
        (
            "What would tempt you to spend that slack early?",
            "What stays finished if you stop there?",
        ),
        (
            "Who would fight you on stopping?",
            "Who wants that slack for something else?",
        ),
    ),
}
"""For an element that was heard: the ladder, from the specific to who disagreed."""

RUNGS: tuple[str, ...] = (
    "get the specific",
    "test the cause",
    "test what lasts",
    "look for who disagreed",
)
"""What each rung of `DEEPER` is for."""

FLAGGED: dict[Flag, tuple[str, ...]] = {
    Flag.BLAMES_OTHERS: (
        "{q}: what was your share in that?",
        "{q}: what had you asked of them, by when?",
        "{q}: what reason did they give themselves?",
        "{q}: what could you have done earlier about it?",
    ),
    Flag.HUMBLE_BRAG: (
        "{q}: what did somebody not get because of that?",
        "Set that aside: which decision of yours was wrong?",
        "{q}: what did that cost, in days or money?",
    ),
    Flag.SMOOTH_SAILING: (
        "{q}: what came closest to going wrong?",
        "{q}: what surprised you on the way?",
        "{q}: how many bugs came back in the first month?",
    ),
    Flag.VAGUE_ALIGNMENT: (
        "{q}: who still disagreed on the way out?",
        "{q}: what was decided there, by whom?",
        "{q}: what did each side have to give up?",
    ),
    Flag.HEROICS: (
        "{q}: what would you have had to drop to avoid that?",
        "{q}: how long could that have gone on?",
        "{q}: what did that cost the team in the months after?",
    ),
    Flag.STRATEGY_NOT_EXECUTION: (
        "{q}: set the idea aside, which step in the work went wrong?",
        "Had the idea been right, what would still have gone wrong in the work?",
        "{q}: what did that look like in the daily work?",
    ),
    Flag.ACTIVITY_AS_PROGRESS: (
        "{q}: what could a user do afterwards that they could not before?",
        "{q}: which decision came out of that?",
        "{q}: what would have been missing without it?",
    ),
    Flag.ABSTRACT_TALK: (
        "{q}: what did that look like on one particular day?",
        "{q}: give me one example with a name or a date?",
        "{q}: what exactly did you do?",
    ),
}
"""For a flag: its words are quoted."""

AGAIN: tuple[str, ...] = (
    "You said {q}. Once more: {short}",
    "{q} leaves it open. Once more: {short}",
    "I heard {q}. My question was: {short}",
)
"""After a dodge: the dodge is quoted, `{short}` is the question in its shortest form."""

AGAIN_BARE: tuple[str, ...] = (
    "Once more: {short}",
    "I still need to hear this: {short}",
    "Let me ask it more simply: {short}",
)
"""After a dodge too short to quote."""

SHORT: dict[str, tuple[str, ...]] = {
    Element.SITUATION: ("what was due by when?", "how many people, by which date?"),
    Element.HYPOTHESIS: ("what did you expect at the start?", "what had you counted on?"),
    Element.BREAKDOWN: ("which step broke?", "where exactly did it fail?"),
    Element.FIX: ("what did you do that week?", "what was your first move?"),
    Element.SYSTEMIC_CHANGE: ("what is different today?", "which rule or check exists now?"),
    Element.OWNERSHIP: ("what was your own part?", "which mistake was yours?"),
    Element.TRADEOFF: ("what was given up?", "what did it cost?"),
    Element.STAKEHOLDER_CONFLICT: ("who wanted what?", "who was against it?"),
    Element.ALIGNMENT_MECHANISM: ("what settled it?", "who decided, on what?"),
    Element.LOSS_HANDLED: ("who lost something?", "what did you tell those who lost?"),
    Element.DELIVERY_METRIC: ("which number showed the work's health?", "what was the figure?"),
    Element.OUTCOME_METRIC: ("what was the result in one number?", "how much was it?"),
    Element.CRITICAL_PATH: ("which one thing must work first?", "what does it all hang on?"),
    Element.SEQUENCING: ("what comes first, by which day?", "what is done by week two?"),
    Element.RESOURCING: ("how many people, on what?", "who works on it?"),
    Element.RISK_MITIGATION: ("which risk, watched by whom?", "how would you see it early?"),
    Element.BUFFER: ("how much slack is there?", "what is the fallback?"),
    Flag.BLAMES_OTHERS: ("what was your share in it?", "what could you have done?"),
    Flag.HUMBLE_BRAG: ("what did you get wrong?", "which decision was a mistake?"),
    Flag.SMOOTH_SAILING: ("what nearly went wrong?", "what did not go to plan?"),
    Flag.VAGUE_ALIGNMENT: ("what exactly was decided?", "who had the last word?"),
    Flag.HEROICS: ("what would have avoided that?", "what was the price of it?"),
    Flag.STRATEGY_NOT_EXECUTION: ("which step in the work failed?", "where did the work break?"),
    Flag.ACTIVITY_AS_PROGRESS: ("what came out of it?", "what could a user do afterwards?"),
    Flag.ABSTRACT_TALK: ("what exactly did you do?", "what happened on one day?"),
}
"""Each target's question in a few words."""

ABOUT: dict[str, str] = {
    Element.SITUATION: "the scene",
    Element.HYPOTHESIS: "what you expected",
    Element.BREAKDOWN: "where it broke",
    Element.FIX: "your first response",
    Element.SYSTEMIC_CHANGE: "what changed for good",
    Element.OWNERSHIP: "your own part",
    Element.TRADEOFF: "the price paid",
    Element.STAKEHOLDER_CONFLICT: "who wanted what",
    Element.ALIGNMENT_MECHANISM: "how it was settled",
    Element.LOSS_HANDLED: "who lost",
    Element.DELIVERY_METRIC: "a number for the work itself",
    Element.OUTCOME_METRIC: "a number for the result",
    Element.CRITICAL_PATH: "the one thing it hangs on",
    Element.SEQUENCING: "the sequence",
    Element.RESOURCING: "people and money",
    Element.RISK_MITIGATION: "the risks and who owns them",
    Element.BUFFER: "room for error",
    Flag.BLAMES_OTHERS: "The fault was put on others",
    Flag.HUMBLE_BRAG: "This sounds like a virtue told as a failure",
    Flag.SMOOTH_SAILING: "A story in which all went to plan convinces nobody",
    Flag.VAGUE_ALIGNMENT: "A meeting alone settles nothing",
    Flag.HEROICS: "Working harder is no way of working",
    Flag.STRATEGY_NOT_EXECUTION: "This tells of a wrong choice, not of the work",
    Flag.ACTIVITY_AS_PROGRESS: "Meetings and reports are no result",
    Flag.ABSTRACT_TALK: "This stayed general",
}
"""How the reason for a probe speaks of its target."""
