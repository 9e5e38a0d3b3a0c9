"""The command line: a thin edge. Commands call the rooms behind it and print; they compute nothing themselves.

`main` is the only place where an error becomes an exit code: 0 done, 1 findings, 2 the input or the call cannot be
used, 130 interrupted. A command that has found something wrong in the user's data raises `typer.Exit(1)`.
"""

import os
import sys
from collections.abc import Sequence

import typer

from xladdin.cli.output import can_print_chinese, one_line
from xladdin.cli.wording import usage_sentence
from xladdin.errors import InputError, cause_of
from xladdin.memory import collect_rarely

UNUSABLE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (by default the one of this process) and return its exit code."""
    can_print_chinese()
    collect_rarely()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has seen enough. What is still in the buffer goes nowhere, without a message.
        _give_up_output()
        return 0
    except OSError as error:
        _give_up_output()
        print(f"结果没有写完（{cause_of(error)}），请检查输出的位置或磁盘空间后再试。", file=sys.stderr)
        return UNUSABLE
    return code


def _give_up_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str] | None) -> int:
    from xladdin.cli.commands import app

    try:
        code = app(args=arguments, prog_name="xladdin", standalone_mode=False)
    except InputError as error:
        print(one_line(str(error)), file=sys.stderr)
        return UNUSABLE
    except typer.TyperException as error:
        print(one_line(usage_sentence(error)), file=sys.stderr)
        return UNUSABLE
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0
