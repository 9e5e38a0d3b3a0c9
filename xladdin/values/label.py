"""Labels (栏目名): two labels are the same when their keys are. Names (项目名称等) are the same when theirs are.

The official forms print one label in many ways: wrapped, numbered, with full-width brackets, with a unit. What a name
has in brackets, its year or its number may be all that tells it from another: 危房鉴定（一期）, 危房鉴定（二期）.
"""

import re
import unicodedata
from functools import lru_cache

_NUMBERING = re.compile(
    r"(?:其中[:：]?|[(（][一二三四五六七八九十\d]{1,3}[)）]、?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[、.．](?!\d)|[)）]、?))+"
)
_LONGEST = 60  # signs; a longer text is a sentence, and its number belongs to it
# Folding would turn ③ into a plain 3: it must go before.
_CIRCLED = re.compile(r"\s*[①-⑳⑴-⒇]")
_NOISE = re.compile(r"[\s:：“”\"'‘’_]+|\[bookmark:[^\]]*\]")
_YEAR = re.compile(r"(?:19|20)\d{2}年度?")
_NOTE = re.compile(r"\([^()]*\)$")
# A sign between two digits belongs to them: 3-1 is not 31.
_PUNCTUATION = re.compile(r"[()\[\]{}《》〈〉「」『』【】〔〕、,.。;!?·•/\\|—–‐~-](?:(?<!\d.)|(?!\d))")
_YEAR_SIGN = re.compile("(?<![一-鿿])年")  # 全年 and 当年 name none
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Without blanks, line breaks, colons and quotation marks, full-width characters folded to plain ones."""
    # The signs that most texts have are replaced before: normalising a text takes five times as long as looking at it.
    plain = text.replace("：", ":").replace("（", "(").replace("）", ")").replace("，", ",").replace("；", ";")
    return _NOISE.sub("", unicodedata.normalize("NFKC", plain))


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """The key of a label: folded, without numbering, years, commas and the note in brackets at its end."""
    folded = unnumbered(text)
    if folded.endswith(")"):  # few texts, and every short text of a filing is looked at
        folded = _NOTE.sub("", folded) or folded
    return folded.replace("、", "").replace(",", "") or folded


@lru_cache(maxsize=16384)
def name_key(text: str) -> str:
    """The key of a name: folded, without punctuation; brackets go, what stands in them stays."""
    folded = fold(text)
    return _PUNCTUATION.sub("", folded) or folded


def unnumbered(text: str) -> str:
    """A label folded, without numbering and years, with the note at its end."""
    circled = _CIRCLED.match(text)
    folded = fold(text[circled.end() :] if circled else text)
    if len(folded) < _LONGEST and (numbering := _NUMBERING.match(folded)):
        folded = folded[numbering.end() :]
    return _YEAR.sub("", folded) if "年" in folded else folded  # few texts


def years(text: str) -> tuple[int, ...]:
    """The years that a text names, in its order: `2023年预算数` gives (2023,)."""
    if _YEAR_SIGN.search(text) is None:
        return ()  # most texts
    return tuple(int(year) for year in _NAMED_YEAR.findall(unicodedata.normalize("NFKC", text)))
