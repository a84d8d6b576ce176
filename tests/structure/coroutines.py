"""Finds the coroutine forms that g++ 12.2 compiles wrongly (tests/platform/toolchain shows them).

Inside a co_await expression: a lambda, a braced temporary, a ternary. And `switch (co_await ...)`. Hoist into a named
variable, then `co_await f(std::move(v))`.
"""

import re

_NOISE = re.compile(
    r'R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.S)


def without_comments_and_text(source):
    """The same text with strings and comments blanked, so that line numbers stay."""

    def blank(match):
        # An apostrophe between digits is C++'s separator, not a character.
        return re.sub(r"[^\n]", " ", match.group(0))

    return _NOISE.sub(blank, re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "_", source))


def _expression_after(text, start):
    """From behind `co_await` to the end of its full expression: `;`, or the bracket that closes around it."""
    depth = 0
    for index in range(start, len(text)):
        letter = text[index]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth < 0:
                return text[start:index]
        elif letter == ";" and depth == 0:
            return text[start:index]
    return text[start:]


_LAMBDA = re.compile(r"\[[^\[\]]*\]\s*(\([^()]*\)|<[^<>]*>|\{|mutable|->)")
_CALL_BEFORE_BRACKET = re.compile(r"[\w\])]\s*$")


def _has_lambda(expression):
    # a[i](x) indexes; a lambda's bracket stands where an expression begins.
    return any(not _CALL_BEFORE_BRACKET.search(expression[: match.start()]) for match in _LAMBDA.finditer(expression))


def problems_in(source):
    """(line, what) for each forbidden form."""
    text = without_comments_and_text(source)
    found = []
    for match in re.finditer(r"\bco_await\b", text):
        line = text.count("\n", 0, match.start()) + 1
        expression = _expression_after(text, match.end())
        if re.search(r"\bswitch\s*\(\s*$", text[: match.start()]):
            found.append((line, "switch on a co_await: name the value first"))
        if _has_lambda(expression):
            found.append((line, "a lambda inside a co_await expression: name it first"))
        elif "{" in expression:
            found.append((line, "a braced temporary inside a co_await expression: name it first"))
        if "?" in expression:
            found.append((line, "a ternary inside a co_await expression: name the value first"))
        before = text[: match.start()]
        statement = re.split(r"[;{}]", before)[-1]
        if "?" in statement:
            found.append((line, "a co_await inside a ternary: write an if"))
    return found
