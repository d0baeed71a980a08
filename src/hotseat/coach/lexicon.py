"""Small word lists that several rules share."""


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of one or more lines as a set."""
    return frozenset(word for line in lines for word in line.split())


NUMBERS = word_set(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    "hundred thousand million billion half quarter third dozen twice",
)
ORDINALS = word_set(
    "first second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth",
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth",
)
MONTHS = word_set("january february april june july august september october november december")
DATED_MONTHS = MONTHS | {"march", "may"}
"""All months: for places where a word stands as a date does, so that "may" is no verb."""
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


def kind(word: str) -> str:
    """Return the class that stands for a word ("0num", "0month" ...), or the word itself."""
    if word[0].isdigit() or word in NUMBERS:
        return "0num"
    if word in ORDINALS:
        return "0ord"
    if word in MONTHS:
        return "0month"
    return "0day" if word.rstrip("s") in DAYS else word
