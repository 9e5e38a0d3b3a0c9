"""生成自评报告: the Word report of the open workbook, by the rulebook's chapters."""

from xladdin.ribbon.comparing import proposed_report
from xladdin.ribbon.desk import Desk
from xladdin.ribbon.looking import look
from xladdin.scoring.filing import score_filing
from xladdin.writing import write_file


def write_report(desk: Desk) -> None:
    """生成自评报告：生成 Word 版自评报告。"""
    from xladdin import word  # python-docx takes longer to load than the other buttons need

    proposed = proposed_report(desk)
    live = look(desk)
    target = desk.host.target("自评报告保存到", proposed)
    if target is None:
        return
    made = word.write_report(live.filing, live.rulebook, score_filing(live.filing, live.rulebook))
    write_file(target, made.content, force=True)  # the dialog has asked before a file is replaced
    desk.tell(f"自评报告已生成：{target}，还有 {len(made.open_places)} 处标黄的位置要填写。")
    desk.host.show(target.parent)
