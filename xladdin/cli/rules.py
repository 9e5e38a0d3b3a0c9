"""`xladdin rules`: which rulebooks there are, what one says, where two differ."""

from xladdin.cli.wording import command_family

app = command_family("评分规则：列出、查看、比较各地各年度的规则。")
