"""What a completion in words states (完成情况的文字): done, failed, nothing of the kind, the same as the target.

Words are not scored here. Only what a text clearly says is answered; everything else is None or False.
"""

import re
from functools import lru_cache

from xladdin.values.label import fold

_MANNER = (
    "已经?|均|都|全部|全面|按时|按期|如期|准时|按计划|按要求|按规定|按质按量|保质保量|及时|顺利|圆满|年内|"
    "(?:在|按|按照)?(?:计划|规定|要求)?时间(?:要求|节点|内)?|(?:在|按|按照)?(?:计划|规定)(?:时间|期限)?(?:要求|内)?"
)
_DONE = re.compile(rf"(?:{_MANNER})*(?:完成|完工|达成|达标|办结|落实到位|完成到位)(?:任务|目标|了|率?(?:达到?)?100%)?")
_NONE = re.compile(r"(?:无|没有|零|0|不存在|(?:未|没有|没|无|不)(?:发生|出现|形成))")
_WHOLE = re.compile(r"(?:已|实现|基本实现)?(?:全覆盖|全部覆盖|全面覆盖|100%覆盖|覆盖率100%|应(\w)尽\1)")
_WITHIN_BUDGET = re.compile(
    r"(?:[未没不]有?|控制在|在)(?:超出?|超过|突破)?(?:财政|年初|全年|年度)?预算(?:成本|资金|范围)?(?:以?内|之内)?"
)
_SHORTFALL = (
    "逾期|超期|超时|延期|滞后|推迟|延误|超支|超出?预算|超过预算|超标|失败|停工|不合格|不达标|不满意|不到位|"
    "未\\w{0,3}完成"
)
_NO_SHORTFALL = re.compile(rf"(?:无|未|没有|没|不|零|不存在|不得|避免|杜绝)(?:一例|出现|发生|存在)?(?:{_SHORTFALL})")
_FAILED = re.compile(
    rf"未(?:能|按|完成|全部|完全|达|及时|实现|通过|满足|落实|开展|到位|如期|建成|竣工|完工|开工|启动|执行|覆盖)|"
    rf"没有?(?:能|按|完成|全部|达|及时|实现|通过|落实|开展|到位)|不(?:能|足|够|达|及时)|尚未|还未|部分完成|部分达|{_SHORTFALL}"
)
_NOUGHT = re.compile(r"未\w{0,4}[为是:]?0(?![\d.])")
_DENIAL = re.compile(r"(?:不得|不会|[不未没无零])有?")
_LEAST_SHARED = 3  # signs that two denials must share to be about the same thing
_LONGEST_STATEMENT = 30
# A point or comma between two digits belongs to them. One class of signs first: so the search skips all others.
_PUNCTUATION = re.compile(r"[。;、!.,](?:(?<![.,])|(?<!\d.)|(?!\d))")


@lru_cache(maxsize=65536)
def spoken(text: str) -> str:
    """A text as it is compared with another: folded, without punctuation; 9.5 keeps its point."""
    return _PUNCTUATION.sub("", fold(text))


def says_done(text: str) -> bool:
    """`完成`, `已按计划时间完成`, `达标`: done, without a figure."""
    plain = spoken(text)
    return len(plain) <= _LONGEST_STATEMENT and _DONE.fullmatch(plain) is not None


def says_none(text: str) -> bool:
    """`无`, `没有出现`, `未发生`: nothing of the kind."""
    return _NONE.fullmatch(spoken(text)) is not None


def says_whole(text: str) -> bool:
    """`全覆盖` is 100%."""
    return _WHOLE.fullmatch(spoken(text)) is not None


def says_within_budget(text: str) -> bool:
    """`没超预算`, `控制在财政预算内`."""
    return _WITHIN_BUDGET.fullmatch(spoken(text)) is not None


def says_failed(text: str) -> bool:
    """`1个项目未能按时完成`, `逾期`: not as it should be; `未逾期` and `未完成0个` are no failures."""
    plain = spoken(text)
    if _FAILED.search(plain) is None:
        return False  # most texts; whatever `_NO_SHORTFALL` finds holds a shortfall, which `_FAILED` finds as well
    plain = _NO_SHORTFALL.sub("", plain)
    return _FAILED.search(plain) is not None and _NOUGHT.search(plain) is None


def agrees(target: str, completion: str) -> bool | None:
    """Whether a completion says the same as the target: `不发生事故` and `未发生事故` do, `发生事故` says the
    opposite (False); None where the words differ too much to tell."""
    core, denials = _DENIAL.subn("", spoken(target))
    stated_core, stated_denials = _DENIAL.subn("", spoken(completion))
    if not core or not stated_core:
        return None
    if bool(denials) != bool(stated_denials):
        return False if core == stated_core else None
    shorter, longer = sorted((core, stated_core), key=len)
    said_in_other_words = denials > 0 and len(shorter) >= _LEAST_SHARED and shorter in longer
    return True if core == stated_core or said_in_other_words else None
