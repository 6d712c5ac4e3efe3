"""argparse, speaking Chinese to whoever calls the command wrongly."""

import argparse
import re
import sys
from typing import NoReturn

WRONG_CALL = 2

_SENTENCES = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，可用：\3"),
    (r"argument (.+): expected one argument", r"\1 后面缺少内容"),
    (r"argument (.+): not allowed with argument (.+)", r"\1 与 \2 不能同时使用"),
    (r"argument (.+): invalid \S+ value: (.+)", r"\1 的内容 \2 写法不对"),
    (r"argument (.+?): (.+)", r"\1：\2"),
    (r"one of the arguments (.+) is required", r"以下参数须给出一个：\1"),
)


class ChineseParser(argparse.ArgumentParser):
    """Same grammar as argparse; headings and complaints in Chinese. A wrong call ends with status 2."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.format_usage()}{self.prog}：{in_chinese(message)}\n")
        sys.exit(WRONG_CALL)


def in_chinese(message: str) -> str:
    """argparse's complaint in Chinese; one it does not know stays as it is."""
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, sentence, message, flags=re.DOTALL)
    return message
