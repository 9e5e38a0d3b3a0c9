"""All submissions through an executor: one record for each, whatever happens to it."""

from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, as_completed

from xladdin.collecting.failures import CallFailed
from xladdin.collecting.finding import Source, digest_of
from xladdin.collecting.job import examine_source
from xladdin.collecting.journal import Journal
from xladdin.collecting.record import Result, from_line, to_line
from xladdin.errors import InputError


def collect(sources: Iterable[Source], executor: Executor, journal: Journal) -> Iterator[Result]:
    """The records as they come; those that an earlier run has finished come first. Each is in the journal."""
    waiting: dict[Future[bytes], Source] = {}
    for source in sources:
        before = journal.done.get(source.name)
        if before is not None and before.digest and before.digest == digest_of(source.path):
            yield before
        else:
            waiting[executor.submit(examine_source, source, journal.job)] = source
    for future in as_completed(list(waiting)):
        line = _line(future, waiting.pop(future))
        journal.add(line)
        yield from_line(line)


def _line(future: Future[bytes], source: Source) -> bytes:
    """The record, or why there is none. A fault of the program's own must not stop the other files either."""
    try:
        return future.result()
    except InputError:
        raise  # not the file's: `examine` has told that in its result
    except CallFailed as failure:
        return _failed(source, str(failure))
    except (Exception, CancelledError) as problem:
        said = f"程序处理这份文件时出错（{type(problem).__name__}），请把文件交给技术人员查看。"
        return _failed(source, said)


def _failed(source: Source, reason: str) -> bytes:
    return to_line(Result(source.name, "", reason=reason, lasting=False))
