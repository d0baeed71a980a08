"""The sentences of the debrief memo, by element and flag; quotes are put beside them."""

from hotseat.domain.rubric import Element, Flag

HEARD: dict[Element, str] = {
    Element.SITUATION: "Sets a scene that can be checked",
    Element.HYPOTHESIS: "Says what was counted on beforehand",
    Element.BREAKDOWN: "Names the very point where it broke",
    Element.FIX: "Acted at once, and says how",
    Element.SYSTEMIC_CHANGE: "Left something behind that lasts",
    Element.OWNERSHIP: "Takes a fault or a consequence in the first person",
    Element.TRADEOFF: "Knows what was given up, and for what",
    Element.STAKEHOLDER_CONFLICT: "Knows who wanted what, and why it collided",
    Element.ALIGNMENT_MECHANISM: "Settled it by something that can be shown",
    Element.LOSS_HANDLED: "Saw who lost, and dealt with it",
    Element.DELIVERY_METRIC: "Measures how the work itself runs",
    Element.OUTCOME_METRIC: "Puts a figure on what came of it",
    Element.CRITICAL_PATH: "Knows the one thing that all hangs on",
    Element.SEQUENCING: "Puts deliverables in order, with dates",
    Element.RESOURCING: "Says who works on what",
    Element.RISK_MITIGATION: "Names a risk together with its early sign or its owner",
    Element.BUFFER: "Leaves room for error, or says when to stop",
}
"""What speaks for the answer."""

VAGUE: dict[Element, str] = {
    Element.SITUATION: "what was due, by when and with whom",
    Element.HYPOTHESIS: "what was counted on beforehand",
    Element.BREAKDOWN: "the point where it broke",
    Element.FIX: "what was done at once",
    Element.SYSTEMIC_CHANGE: "what keeps it from happening again",
    Element.OWNERSHIP: "the speaker's own part",
    Element.TRADEOFF: "what was given up for it",
    Element.STAKEHOLDER_CONFLICT: "who wanted what, and why",
    Element.ALIGNMENT_MECHANISM: "what settled it",
    Element.LOSS_HANDLED: "who lost, and how that was dealt with",
    Element.DELIVERY_METRIC: "a figure for how the work itself runs",
    Element.OUTCOME_METRIC: "a figure for what came of it",
    Element.CRITICAL_PATH: "the one thing that the plan hangs on",
    Element.SEQUENCING: "what comes first, and by when",
    Element.RESOURCING: "who works on what",
    Element.RISK_MITIGATION: "how a risk would be seen early, and by whom",
    Element.BUFFER: "what happens when it runs late",
}
"""What was only touched or not heard; stands behind "Stays vague on" and "Not heard:"."""

CHANGES: dict[Element, str] = {
    Element.SITUATION: "A date, a team and what was at stake",
    Element.HYPOTHESIS: "What was believed before it started, and on what grounds",
    Element.BREAKDOWN: "The step, hand-off or estimate that gave way, by name",
    Element.FIX: "What was done in the first days, and by whom",
    Element.SYSTEMIC_CHANGE: "A rule, check or tool that still works today, with its owner",
    Element.OWNERSHIP: "One thing that the speaker missed or decided, said with I",
    Element.TRADEOFF: "What it cost, and whom",
    Element.STAKEHOLDER_CONFLICT: "Two parties with their reasons, each as they would put it",
    Element.ALIGNMENT_MECHANISM: "The number, test, paper or person that decided",
    Element.LOSS_HANDLED: "Who came off worse, and what they were told or given",
    Element.DELIVERY_METRIC: "A cycle time, a rollback rate or the like, before and after",
    Element.OUTCOME_METRIC: "A result in figures: from what, to what, since when",
    Element.CRITICAL_PATH: "The one dependency that, late, makes all of it late",
    Element.SEQUENCING: "What is done at the end of which week",
    Element.RESOURCING: "Names or numbers for each piece of work",
    Element.RISK_MITIGATION: "A risk with the sign by which it shows, and who watches for it",
    Element.BUFFER: "A fallback, or a figure at which the plan stops",
}
"""What would turn an element that was vague or not heard."""

AWAITED: dict[Element, tuple[Element, ...]] = {
    Element.SITUATION: (),
    Element.HYPOTHESIS: (Element.SITUATION, Element.BREAKDOWN),
    Element.BREAKDOWN: (Element.OUTCOME_METRIC, Element.HYPOTHESIS, Element.SITUATION),
    Element.FIX: (Element.BREAKDOWN, Element.SITUATION),
    Element.SYSTEMIC_CHANGE: (Element.BREAKDOWN, Element.FIX, Element.OUTCOME_METRIC),
    Element.OWNERSHIP: (Element.BREAKDOWN, Element.FIX),
    Element.TRADEOFF: (Element.FIX, Element.ALIGNMENT_MECHANISM, Element.SEQUENCING),
    Element.STAKEHOLDER_CONFLICT: (Element.SITUATION,),
    Element.ALIGNMENT_MECHANISM: (Element.STAKEHOLDER_CONFLICT,),
    Element.LOSS_HANDLED: (Element.ALIGNMENT_MECHANISM, Element.STAKEHOLDER_CONFLICT),
    Element.DELIVERY_METRIC: (Element.SYSTEMIC_CHANGE, Element.SEQUENCING, Element.OUTCOME_METRIC),
    Element.OUTCOME_METRIC: (Element.FIX, Element.SYSTEMIC_CHANGE, Element.ALIGNMENT_MECHANISM),
    Element.CRITICAL_PATH: (Element.SEQUENCING, Element.RESOURCING),
    Element.SEQUENCING: (Element.CRITICAL_PATH, Element.RESOURCING),
    Element.RESOURCING: (Element.SEQUENCING, Element.CRITICAL_PATH),
    Element.RISK_MITIGATION: (Element.CRITICAL_PATH, Element.SEQUENCING),
    Element.BUFFER: (Element.SEQUENCING, Element.CRITICAL_PATH, Element.TRADEOFF),
}
"""The elements after which a listener waits for one, the likeliest first."""

FLAGGED: dict[Flag, str] = {
    Flag.BLAMES_OTHERS: "Puts it on others",
    Flag.HUMBLE_BRAG: "Offers a virtue in place of a fault",
    Flag.SMOOTH_SAILING: "Says that all went to plan, which it never does",
    Flag.VAGUE_ALIGNMENT: "Takes a meeting for an agreement",
    Flag.HEROICS: "Saved it by people working harder, which cannot be repeated",
    Flag.STRATEGY_NOT_EXECUTION: "Tells of a wrong choice, not of work that went wrong",
    Flag.ACTIVITY_AS_PROGRESS: "Counts meetings and reports as progress",
    Flag.ABSTRACT_TALK: "Speaks in slogans where a detail was due",
}
"""What speaks against the answer."""

OTHERS: dict[Flag, str] = {
    Flag.BLAMES_OTHERS: "The speaker's own part in the same event",
    Flag.HUMBLE_BRAG: "A fault that hurt somebody",
    Flag.SMOOTH_SAILING: "The worst surprise on the way, and its price",
    Flag.VAGUE_ALIGNMENT: "Who gave in, and over which number or paper",
    Flag.HEROICS: "What was cut, moved or stopped instead of the nights",
    Flag.STRATEGY_NOT_EXECUTION: "Where the work itself went wrong, even with the right choice",
    Flag.ACTIVITY_AS_PROGRESS: "What a user had in hand afterwards",
    Flag.ABSTRACT_TALK: "One case with a name, a date and a number",
}
"""What would turn a flag."""

PAY: dict[tuple[str, Element], str] = {
    ("heard", Element.STAKEHOLDER_CONFLICT): "Says what both sides want",
    ("vague", Element.STAKEHOLDER_CONFLICT): "what both sides want",
    ("change", Element.STAKEHOLDER_CONFLICT): "What the candidate wants, and what the role needs",
    ("heard", Element.ALIGNMENT_MECHANISM): "Grounds the figure in something that can be checked",
    ("vague", Element.ALIGNMENT_MECHANISM): "where the figure comes from",
    ("change", Element.ALIGNMENT_MECHANISM): "A source for the figure: an offer, a range, a result",
    ("heard", Element.TRADEOFF): "Says what would be given for what",
    ("vague", Element.TRADEOFF): "what would be given for what",
    ("change", Element.TRADEOFF): "Something to trade: a start date, a share, a review",
    ("heard", Element.BUFFER): "Leaves room, or says where it ends",
    ("vague", Element.BUFFER): "where it ends",
    ("change", Element.BUFFER): "A range, and the point at which the answer is no",
    ("heard", Element.OUTCOME_METRIC): "Names a figure",
    ("vague", Element.OUTCOME_METRIC): "a figure",
    ("change", Element.OUTCOME_METRIC): "A figure, said out loud",
}
"""Wordings of a role-play over pay in place of those above."""
