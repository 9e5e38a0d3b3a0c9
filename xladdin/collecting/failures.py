"""How a call in a process of its own can fail without the function having raised anything.

Their arguments stay what they were given: so a worker of a cluster can send them.
"""

from xladdin.errors import InputError


class CannotStart(InputError):
    """Not even an idle process comes up: no file could be examined, so the whole run ends."""

    def __init__(self, megabytes: int, cause: str) -> None:
        super().__init__(megabytes, cause)

    def __str__(self) -> str:
        megabytes, cause = self.args
        return (
            f"处理文件的进程启动不了（{cause}），可能是 --memory-limit {megabytes} 太小，或软件没有装好，请改正后再试。"
        )


class CallFailed(Exception):
    """The text is the Chinese sentence for the list of what could not be read."""


class TimeLimit(CallFailed):
    """It took too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)

    def __str__(self) -> str:
        return f"处理超过 {self.args[0]:g} 秒，已停止；请检查文件是否过大，或用 --time-limit 放宽时间。"


class MemoryLimit(CallFailed):
    """It needed too much memory."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(megabytes)

    def __str__(self) -> str:
        return f"处理所需内存超过 {self.args[0]} MB，已停止；请检查文件是否过大，或用 --memory-limit 放宽内存。"


class ProcessDied(CallFailed):
    """The process was ended, by a fault in a parser or from outside."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause

    def __str__(self) -> str:
        return f"处理这份文件的进程两次异常结束（{self.cause}），文件可能已损坏；请用 Excel 或 WPS 打开后另存再试。"
