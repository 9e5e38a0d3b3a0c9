"""The two ways in which xladdin refuses to go on. Both carry one Chinese sentence for the person."""


class InputError(Exception):
    """The input or the call cannot be used (exit code 2). The text says what to do, in one sentence."""


class RulebookError(InputError):
    """A rulebook is broken: the text names the file, the key and what was expected."""
