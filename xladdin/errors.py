"""The two ways in which xladdin refuses to go on. Both carry one Chinese sentence for the person."""

import errno

_CAUSES = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出磁盘配额",
    errno.EFBIG: "文件超过允许的大小",
    errno.EROFS: "位置是只读的",
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EIO: "读写磁盘出错",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "位置不存在",
    errno.ELOOP: "链接互相指向",
    errno.EMFILE: "打开的文件太多",
    errno.ENOMEM: "内存不足",
}


class InputError(Exception):
    """The input or the call cannot be used (exit code 2). The text says what to do, in one sentence."""


def cause_of(problem: OSError) -> str:
    """Why the system refused, in Chinese: outside Windows it says so in English."""
    return _CAUSES.get(problem.errno or 0) or problem.strerror or type(problem).__name__


class RulebookError(InputError):
    """A rulebook is broken: the text names the file, the key and what was expected."""
