"""The errors that a user can meet."""


class HotseatError(Exception):
    """Something could not be done; the message is one clear line that says what to do."""


class UsageError(HotseatError):
    """The request itself was wrong (exit status 2 on the command line)."""
