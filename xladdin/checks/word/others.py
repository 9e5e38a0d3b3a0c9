"""What a report says of other units than the one that reports: bureaus name their stations, centres and schools.

The forms hold the figures of the whole; those of one station are compared with nothing.
"""

import re
from collections.abc import Sequence

from xladdin.values.sentence import Statement, opening_of

_ORGAN = r"(?:局|中心|站|馆|所|办(?!公)|处|队|院|校|公司|本级|机关)"
_BEFORE_COLON = re.compile(rf"{_ORGAN}\s*[:：]\s*$")
_NEAR = 16  # signs before a clause in which `质安站：` may stand
# `质安站编制20人，在职18人`: what follows in the sentence is of that unit too.
_BEGINS = re.compile(
    rf"(?:其中)?(?![我本全该各])(?:[^，]{{2,12}}?{_ORGAN}|[局委院校]?(?:机关|本级)|(?:二级|下属|直属|所属)(?:机构|单位)|"
    r"[^，]*职数)"
)
# `质安站属公益一类事业单位，编制20人`
_SENTENCE = re.compile(r"(?![我本全该各])[^，。：:\d]{2,20}?(?:中心|站|所|队|馆|院|校|公司)(?:[为系属是][^，,]*)?[，,]")
# `（1）质安站：……`
_PARAGRAPH = re.compile(
    rf"\s*(?:[（(]?[\d一二三四五六七八九十]+[)）]?[、.．]?)?\s*(?![我本全该各])[^，。：:、和设\d]{{2,20}}{_ORGAN}\s*[:：。]"
)


def on_others(text: str, said: Sequence[Statement], unknown: set[int], own: set[int]) -> set[int]:
    """Where statements on other units begin. `unknown`: on a known thing, of whom is not known; `own`: on our own."""
    if paragraph := _PARAGRAPH.match(text):
        return {one.start for one in said if one.start >= paragraph.end()}
    found: set[int] = set()
    item = (-1, 0)  # the sentence, and the end of the statement on the other unit
    for one in said:
        if one.start in unknown or (one.start not in own and _BEGINS.match(one.words)):
            item = one.sentence, one.figure.end
        elif item[0] == one.sentence and not re.search("[；;]", text[item[1] : one.start]):
            found.add(one.start)
        if _SENTENCE.match(text, opening_of(text, one.start)):
            found.add(one.start)
        if _BEFORE_COLON.search(text[max(0, one.start - _NEAR) : one.start]):
            found.add(one.start)
    return found
