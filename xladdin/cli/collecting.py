"""`xladdin collect`: all submissions in a folder into one summary workbook."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xladdin.cli import INTERRUPTED
from xladdin.cli.options import ForceOption, JsonOption, RulebookOption
from xladdin.cli.output import console, print_json

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from rich.progress import Progress

    from xladdin.collecting.arrival import Deadline
    from xladdin.collecting.finding import Found
    from xladdin.collecting.job import Job
    from xladdin.collecting.journal import Journal
    from xladdin.collecting.processes import Limits
    from xladdin.collecting.record import Result
    from xladdin.collecting.summary import Summary
    from xladdin.collecting.table import Value
    from xladdin.collecting.targets import Targets

_MOST_LINES = 20


def collect(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="各单位报送的文件所在的文件夹，包括下面各层")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="工作簿", help="汇总结果写到哪里（.xlsx）")],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="文件", help="同样的各表另存为 .csv 或 .parquet，供 pandas 使用")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="数", min=1, max=256, help="同时处理几份，不写就按处理器个数")
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="地址", help="改用 dask 集群，例如 tcp://192.168.1.10:8786")
    ] = None,
    rulebook: RulebookOption = None,
    public_key: Annotated[
        Path | None, typer.Option("--public-key", metavar="公钥", help="核对报送包的签名，没有签名的算核验未通过")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="日期", help="报送的截止日期，用来评“提交报告”（附件5）")
    ] = None,
    received: Annotated[
        Path | None,
        typer.Option("--received", metavar="文件", help="收到登记（.csv：文件、收到日期），不写就按文件的修改日期"),
    ] = None,
    holidays: Annotated[
        Path | None,
        typer.Option("--holidays", metavar="文件", help="节假日安排（.csv：日期、休或班），不写就按周一至周五"),
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", metavar="秒", min=0.1, help="每份文件最多处理多久")
    ] = 60.0,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", metavar="MB", min=512, help="每份文件最多用多少内存（Windows 上不限制）")
    ] = 1024,
    fresh: Annotated[bool, typer.Option("--fresh", help="不接着上次没有做完的继续，全部重新处理")] = False,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """汇总一个文件夹里的全部报送：逐份核验、读取、计分、核对，出一个汇总工作簿。

    按 Ctrl-C 中断时写出已完成的部分，再运行同一命令会接着做。
    """
    from xladdin.collecting.finding import find
    from xladdin.collecting.job import Job
    from xladdin.collecting.processes import Limits
    from xladdin.collecting.targets import Targets

    targets = Targets(out, data)
    job = Job(_usable(rulebook), _key(public_key), _deadline(due, received, holidays))
    targets.check(force=force)
    found = find(folder.absolute(), targets.own)
    executor = _executor(jobs, dask, Limits(time_limit, memory_limit), len(found.sources))
    raise typer.Exit(_collect(found, job, executor, targets, folder, fresh=fresh, as_json=as_json))


def _collect(
    found: "Found", job: "Job", executor: "Executor", targets: "Targets", folder: Path, *, fresh: bool, as_json: bool
) -> int:
    """Examine, write, tell; gives the exit code."""
    with executor:  # its processes load what they need while this one loads the rest
        from xladdin.collecting.journal import Journal
        from xladdin.collecting.output import write_summary
        from xladdin.collecting.summary import summarise

        journal = Journal(targets.journal, folder, job, fresh=fresh)
        results = list(found.closed)
        with _telling_what_is_kept(results, found, targets):
            finished = _run(found, journal, executor, results)
    with _telling_what_is_kept(results, found, targets):
        summary = summarise(results)
        unfinished = "" if finished else f"没有做完：{len(found.sources)} 份中处理了 {_examined(results, found)} 份。"
        written = write_summary(targets, summary, folder, found.others, unfinished)
        if finished:
            journal.remove()
    if as_json:
        print_json(_document(summary, written, finished=finished))
    else:
        _print(summary, written, _absent(job.deadline, found), unfinished)
    if not finished:
        return INTERRUPTED
    return 0 if summary.in_order else 1


def _examined(results: Sequence["Result"], found: "Found") -> int:
    return len(results) - len(found.closed)


@contextmanager
def _telling_what_is_kept(results: Sequence["Result"], found: "Found", targets: "Targets") -> Iterator[None]:
    """A run that ends early was not for nothing; but what lies there then, from an earlier one, is not its result."""
    from xladdin.errors import InputError, cause_of

    def kept() -> str:
        result = f"；在那以前“{targets.workbook}”不是完整的结果" if targets.workbook.exists() else ""
        return f"已处理的 {_examined(results, found)} 份记在“{targets.journal}”里，再运行同一命令会接着做{result}。"

    try:
        yield
    except InputError as problem:
        if not _examined(results, found):
            raise
        raise InputError(f"{str(problem).rstrip('。')}；{kept()}") from problem
    except OSError as problem:
        raise InputError(f"没有做完（{cause_of(problem)}）；{kept()}") from problem
    except KeyboardInterrupt:
        print(f"中断了；{kept()}", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def _deadline(due: str | None, received: Path | None, holidays: Path | None) -> "Deadline | None":
    from xladdin.collecting.arrival import deadline_of
    from xladdin.errors import InputError

    if due is not None:
        return deadline_of(due, received, holidays)
    if received is not None or holidays is not None:
        raise InputError("--received 和 --holidays 要和 --due 一起用，请写上截止日期，例如 --due 2025-03-31。")
    return None


def _absent(deadline: "Deadline | None", found: "Found") -> list[str]:
    from xladdin.collecting.arrival import names_missing

    return names_missing(deadline, [source.name for source in found.sources]) if deadline else []


def _usable(rulebook_id: str | None) -> str | None:
    """The rulebook, asked for once here, like the key: a mistyped one shall not be told a thousand times."""
    if rulebook_id is None:
        return None
    from xladdin.rulebooks.loader import load_usable

    return load_usable(rulebook_id).id


def _key(path: Path | None) -> Path | None:
    """The public key, read once here."""
    if path is None:
        return None
    from xladdin.submission.signing import public_key

    public_key(path)
    return path.absolute()


def _run(found: "Found", journal: "Journal", executor: "Executor", results: list["Result"]) -> bool:
    """Adds the results as they come; False where the person broke it off."""
    from xladdin.collecting.collect import collect

    with journal, _progress() as progress:
        task = progress.add_task("处理", total=len(found.sources), rate="")
        start = time.monotonic()
        try:
            for number, result in enumerate(collect(found.sources, executor, journal), 1):
                results.append(result)
                progress.update(task, advance=1, rate=f"{number / (time.monotonic() - start):.1f} 份/秒")
        except KeyboardInterrupt:
            executor.shutdown(wait=False, cancel_futures=True)
            return False
        except BaseException:  # a full disk, for instance: leaving would wait for everything that has not begun
            executor.shutdown(wait=False, cancel_futures=True)
            raise
    return True


def _executor(jobs: int | None, dask: str | None, limits: "Limits", files: int) -> "Executor":
    from xladdin.collecting.job import prepare
    from xladdin.collecting.pool import ClusterPool, LimitedPool

    if dask is not None:
        return ClusterPool(dask, limits, prepare)
    return LimitedPool(min(jobs or os.cpu_count() or 1, max(1, files)), limits, prepare)


def _progress() -> "Progress":
    """Count, rate and time left, on standard error: standard output is for the result."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}　还需"),
        TimeRemainingColumn(), console=Console(stderr=True),
    )  # fmt: skip


def _document(summary: "Summary", written: Sequence[Path], *, finished: bool) -> dict[str, Any]:
    """Every table of the workbook; amounts and scores are decimal strings."""
    return {
        "finished": finished,
        "files": [str(path) for path in written],
        "tables": {
            table.name: [
                {column.heading: _plain(value) for column, value in zip(table.columns, row, strict=True)}
                for row in table.rows
            ]
            for table in summary.tables
        },
    }


def _plain(value: "Value") -> int | str | None:
    from xladdin.values.number import digits

    return digits(value) if isinstance(value, Decimal) else value


def _print(summary: "Summary", written: Sequence[Path], absent: Sequence[str], unfinished: str) -> None:
    """How many, which not and why, and where the result is."""
    out = console()
    read = [result.submission for result in summary.results if result.submission]
    errors = sum(submission.count("error") for submission in read)
    warnings = sum(submission.count("warning") for submission in read)
    out.print(f"已汇总 {len(read)} 份，共有错误 {errors} 处、警告 {warnings} 处。")
    altered = summary.altered
    for path, said in altered[:_MOST_LINES]:
        out.print(f"  {path}　{said}", style="red")
    unread = [result for result in summary.results if result.submission is None]
    if unread:
        out.print(f"有 {len(unread)} 份没有读取：", style="yellow")
    for result in unread[:_MOST_LINES]:
        out.print(f"  {result.path}　{result.reason}", style="yellow")
    if len(altered) > _MOST_LINES or len(unread) > _MOST_LINES:
        out.print("  其余见汇总工作簿。")
    if absent:
        listed = "、".join(absent[:_MOST_LINES])
        out.print(f"收到登记里有 {len(absent)} 个文件在文件夹里找不到，请核对文件名：{listed}", style="yellow")
    if unfinished:
        out.print(f"{unfinished}再运行同一命令可以接着做。", style="yellow")
    out.print(f"汇总结果：{'、'.join(str(path) for path in written)}")
