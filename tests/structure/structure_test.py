#!/usr/bin/env python3
"""Holds the layout: include arrows, where libraries may be seen, coroutine forms, clocks, file sizes, names at the top.

usage: structure_test.py ROOT      prints every problem as file:line: what and why; exit status 1 when there is one
"""

import pathlib
import re
import subprocess
import sys

import coroutines
import rules

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"(?P<ours>[^"]+)"|<(?P<theirs>[^>]+)>)', re.M)


def room_of(path):
    """The longest key of the table that is a prefix of `path`."""
    rooms = [room for room in rules.ALLOWED_ARROWS if path.startswith(room if room.endswith("/") else room + "/")]
    return max(rooms, key=len) if rooms else None


def arrow_problem(path, included):
    folder = "/".join(path.split("/")[:2]) + "/"
    if included.startswith(folder):
        return None
    room = room_of(path)
    if room is None:
        return "no arrows are named for this folder: add it to rules.py"
    if any(included.startswith(prefix) for prefix in rules.ALLOWED_ARROWS[room]):
        return None
    return f"{folder} may not include {included}"


def library_problem(path, included):
    for header, home in rules.LIBRARY_HOMES:
        if re.fullmatch(header, included) and not re.fullmatch(home, path):
            return f"<{included}> may only be seen by {home}"
    return None


def header_problem(path, included, source):
    # The mark may be broken over two comment lines.
    if not path.endswith(".h") or rules.PRIVATE_MARK in re.sub(r"\s*//\s*", " ", source):
        return None
    if any(re.fullmatch(pattern, included) for pattern in rules.PRIVATE_IN_HEADERS):
        return f"<{included}> leaks through a public header: hide it, or mark the header \"{rules.PRIVATE_MARK}\""
    return None


def include_problems(path, source):
    for match in INCLUDE.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        ours, theirs = match.group("ours"), match.group("theirs")
        checks = [arrow_problem(path, ours), library_problem(path, ours)] if ours else [
            library_problem(path, theirs), header_problem(path, theirs, source)]
        for problem in filter(None, checks):
            yield f"{path}:{line}: {problem}"


def size_problems(path, source):
    lines = source.count("\n")
    if lines > rules.MAX_FILE_LINES:
        yield f"{path}:1: {lines} lines, at most {rules.MAX_FILE_LINES}: split it"


def clock_problems(path, source):
    if path.startswith(rules.CLOCK_HOMES):
        return
    text = coroutines.without_comments_and_text(source)
    for pattern in rules.CLOCKS_AND_SLEEPS:
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: {match.group(0)}: a Clock comes in, and nothing sleeps (platform/base/clock.h)"


def coroutine_problems(path, source):
    for line, what in coroutines.problems_in(source):
        yield f"{path}:{line}: {what}"


def is_tracked_filter(root):
    """Only what git knows counts where there is a repository: build folders and editors' files do not."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"], capture_output=True,
                            text=True, check=False)
    if listed.returncode != 0:
        return None
    return set(listed.stdout.splitlines())


def top_problems(root, known):
    names = {name.split("/")[0] for name in known} if known is not None else {entry.name for entry in root.iterdir()}
    for name in sorted(names):
        if not name.startswith(".") and name not in rules.TOP_LEVEL:
            yield f"{name}: only {', '.join(sorted(rules.TOP_LEVEL))} may stand at the top"
    for folder in rules.TOP_FOLDERS_WITH_README:
        if not (root / folder / "README.md").is_file():
            yield f"{folder}/: needs a README.md: its purpose, its rooms, what it may include, where to start reading"


def sources(root, known):
    for top in rules.SOURCE_TOPS + ("tests",):
        for path in sorted((root / top).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in (".h", ".cpp") and path.is_file() and (known is None or name in known):
                yield name, path.read_text(encoding="utf-8")


def problems_of(root):
    root = pathlib.Path(root)
    known = is_tracked_filter(root)
    yield from top_problems(root, known)
    for path, source in sources(root, known):
        yield from size_problems(path, source)
        if path.startswith("tests/platform/toolchain/"):
            continue  # keeps the forbidden forms on purpose
        yield from coroutine_problems(path, source)
        yield from clock_problems(path, source)
        if not path.startswith("tests/"):
            yield from include_problems(path, source)


def main():
    found = list(problems_of(sys.argv[1]))
    for problem in found:
        print(problem)
    print(f"{len(found)} problem(s)" if found else "the house stands")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
