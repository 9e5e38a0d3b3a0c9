"""How often Python looks for circles among our objects."""

import atexit
import gc

_COLLECT_AFTER = 200_000  # new objects; Python's own 700 fit programs that keep little


def collect_rarely() -> None:
    """For processes of our own: filings are frozen trees without circles; looking through a large one costs a fifth.

    What is loaded already is left out altogether. Memory does not grow: what is no longer used goes at once. At the end
    of the process nothing is looked through any more: the system takes it all back.
    """
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 100)
    atexit.register(gc.freeze)
