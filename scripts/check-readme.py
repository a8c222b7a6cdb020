#!/usr/bin/env python3
"""Runs the console blocks of the documents and compares what they print with what is written there.

    check-readme.py ZOOM_MOCK [DOCUMENT...]    ZOOM_MOCK is the binary to try; without documents, all
    check-readme.py --self-test                check that what is wrong is found

A block is fenced by ```console. In it, "$ " begins a command, "> " continues one, and the lines
below are its output, stdout and stderr together; "..." stands for anything in a line or, alone, for
any lines. A command without output must also exit with 0.

The blocks of a document run in order, each in a bash of its own, all in one temporary folder that
holds a copy of scenarios/. A server runs on a free port; http://127.0.0.1:8080 is replaced by its
URL, and 8443, the TLS port of servers that blocks start, by a free port.
Blocks that call make are not run; their targets must exist. No command may exit: whoever pastes the
block would lose the shell.

Links to files must lead to one. Where a document names a function as `name` (`folder/file.cpp`),
that file, below the document's folder, must define the function. A numbered item that begins so is a
step: every other function that it names must be defined in one of its files.

Exit codes: 0 as written, 1 not as written, 2 bad usage, 3 nothing could be run.
"""

import contextlib
import dataclasses
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENTS = ("README.md", "scenarios/README.md", "server/README.md", "server/mock/admin/README.md", "CONTRIBUTING.md")
MOST_LINES = {"README.md": 200}
WRITTEN_URL = "http://127.0.0.1:8080"
WRITTEN_TLS_PORT = "8443"
# A function and its file; a numbered item that begins with such a pair, to its last line; and in it the functions
# that have no file beside them.
PAIR = re.compile(r"`([\w:~]+)`\s+\(`([\w./]+)`\)")
STEP_ITEM = re.compile(r"^\d+\. `[\w:~]+`\s+\(`.*\n(?:[ ]+.*\n)*", re.MULTILINE)
HELPER = re.compile(r"`([a-z]\w*|\w+(?:::\w+)+)`(?!\s+\(`)")
SECONDS_PER_BLOCK = 60
SECONDS_TO_START = 20


class EnvironmentFailed(Exception):
    """Nothing can be said about the documents."""


@dataclasses.dataclass
class Step:
    line: int
    command: str
    expected: list


def read_blocks(text):
    """The console blocks of a Markdown text, each a list of steps."""
    blocks, steps = [], None
    for number, line in enumerate(text.splitlines(), 1):
        if steps is None:
            steps = [] if line.strip() == "```console" else None
        elif line.strip() == "```":
            blocks.append(steps)
            steps = None
        elif line.startswith("$ "):
            steps.append(Step(number, line[2:], []))
        elif not steps:
            raise EnvironmentFailed(f'line {number}: a console block begins with "$ " and a command')
        elif line.startswith("> ") and not steps[-1].expected:
            steps[-1].command += "\n" + line[2:]
        else:
            steps[-1].expected.append(line)
    return blocks


def pattern_of(lines):
    """A regular expression for output lines, each ended by a line feed."""
    def one(line):
        if line == "...":
            return r"(?:[^\n]*\n)*?"
        return r"[^\n]*".join(re.escape(part) for part in line.split("...")) + r"\n"
    return "".join(one(line) for line in lines)


def difference(expected, output):
    """None when the output is as expected, else a diff that begins where they part."""
    got = "".join(line.rstrip() + "\n" for line in output.splitlines())
    if re.fullmatch(pattern_of(expected), got):
        return None
    agreed, prefix = 0, ""
    for count in range(1, len(expected) + 1):
        match = re.match(pattern_of(expected[:count]), got)
        if match:
            agreed, prefix = count, match[0]
    return "".join([f"    {line}\n" for line in prefix.splitlines()] +
                   [f"  - {line}\n" for line in expected[agreed:]] +
                   [f"  + {line}\n" for line in got[len(prefix):].splitlines()])


def defines(source, function):
    """Whether a file holds the function itself: definitions begin their line, calls are indented."""
    return source.is_file() and re.search(rf"^[^\s/].*\b{re.escape(function)}\([^;{{}}]*\{{",
                                          source.read_text(encoding="utf-8"), re.MULTILINE)


def name_problems(path, text):
    """What a document names and is not there: the targets of links, functions in their files."""
    def line_of(place):
        return text.count("\n", 0, place) + 1
    for link in re.finditer(r"\]\((?!https?:)([^)#\n]+)[^)\n]*\)", text):
        if not (path.parent / link[1]).exists():
            yield f"{path}:{line_of(link.start())}: there is no {link[1]}"
    for pair in PAIR.finditer(text):
        if not defines(path.parent / pair[2], pair[1]):
            yield f"{path}:{line_of(pair.start())}: there is no {pair[1]} in {pair[2]}"
    for item in STEP_ITEM.finditer(text):
        files = [pair[2] for pair in PAIR.finditer(item[0])]
        for helper in HELPER.finditer(text, *item.span()):
            if not any(defines(path.parent / file, helper[1]) for file in files):
                yield f"{path}:{line_of(helper.start())}: there is no {helper[1]} in {', '.join(files)}"


def length_problems(path, text):
    """Whoever opens the first document is to read it to its end."""
    lines, most = text.count("\n"), MOST_LINES.get(str(path), sys.maxsize)
    if lines > most:
        yield f"{path}:{lines}: it has {lines} lines, at most {most} are allowed"


def make_problems(steps, path, makefile):
    """What is wrong with a block that calls make: targets that do not exist."""
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))
    for step in steps:
        for words in re.findall(r"\bmake((?: +[\w=-]+)+)", step.command):
            for target in words.split():
                if target[0] != "-" and "=" not in target and target not in targets:
                    yield f"{path}:{step.line}: the Makefile has no target \"{target}\""


def exit_problems(steps, path):
    """Commands that would close the shell of whoever pastes them."""
    for step in steps:
        if re.search(r"(^|[;&|({]|\b(do|then|else)) *exit\b", step.command, re.MULTILINE):
            yield f"{path}:{step.line}: exit closes the shell that the block is pasted into"


def run_block(steps, folder, environment):
    """Runs the steps in one bash; yields (step, exit code, output) for those that came to an end."""
    mark = "=== end of step ==="
    script = "exec 2>&1\n" + "".join(f"{step.command}\nprintf '\\n{mark} %d\\n' $?\n" for step in steps)
    process = subprocess.Popen(["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, text=True, errors="replace", start_new_session=True)
    try:
        output, _ = process.communicate(timeout=SECONDS_PER_BLOCK)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
    ends = list(re.finditer(rf"\n{mark} (\d+)\n", output))
    begin = 0
    for step, end in zip(steps, ends):
        yield step, int(end[1]), output[begin:end.start()]
        begin = end.end()
    if len(ends) < len(steps):
        yield steps[len(ends)], None, output[begin:]


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


def block_problems(steps, path, folder, environment, url):
    """What is wrong with a block that is run."""
    tls_port = free_port()
    for step in steps:
        step.command = step.command.replace(WRITTEN_URL, url).replace(WRITTEN_TLS_PORT, tls_port)
        step.expected = [line.replace(WRITTEN_URL, url) for line in step.expected]
    for step, code, output in run_block(steps, folder, environment):
        where = f"{path}:{step.line}: $ {step.command}"
        if code is None:
            yield f"{where}\n  ended the shell or took more than {SECONDS_PER_BLOCK} s, after printing\n{output}"
        elif diff := difference(step.expected, output):
            yield f"{where}\n{diff}  (exit code {code}; - written, + now)"
        elif code != 0 and not step.expected:
            yield f"{where}\n  exit code {code}"


@contextlib.contextmanager
def running_server(binary, folder):
    """A server on a free port; the value is its URL."""
    port_file = folder / "port"
    with open(folder / "log", "w+", encoding="utf-8") as log:
        server = subprocess.Popen([binary, "serve", "--port", "0", "--port-file", port_file], cwd=folder,
                                  stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while not port_file.exists():
                if server.poll() is not None or time.monotonic() > deadline:
                    raise EnvironmentFailed(f"{binary} serve did not start:\n{(folder / 'log').read_text()}")
                time.sleep(0.01)
            port = re.search(r"(\d+)\s*$", port_file.read_text(encoding="utf-8"))
            if not port:
                raise EnvironmentFailed(f"{binary} serve wrote no port into its --port-file")
            yield f"http://127.0.0.1:{port[1]}"
        finally:
            server.terminate()
            server.wait(timeout=SECONDS_TO_START)


def check(path, text, makefile, binary):
    """All problems of a document, and how many of its blocks were run."""
    problems, run = [*length_problems(path, text), *name_problems(path, text)], 0
    with tempfile.TemporaryDirectory() as temporary:
        home, bin_folder, work = (pathlib.Path(temporary) / name for name in ("server", "bin", "work"))
        for folder in (home, bin_folder, work):
            folder.mkdir()
        shutil.copytree(ROOT / "scenarios", work / "scenarios")
        (bin_folder / "zoom-mock").symlink_to(binary)
        environment = {**os.environ, "PATH": f"{bin_folder}:{os.environ['PATH']}"}
        with running_server(binary, home) as url:
            for steps in read_blocks(text):
                if closing := [*exit_problems(steps, path)]:
                    problems += closing
                elif any(re.search(r"\bmake\b", step.command) for step in steps):
                    problems += make_problems(steps, path, makefile)
                else:
                    problems += block_problems(steps, path, work, environment, url)
                    run += 1
    return problems, run


SELF_TEST = """
```console
$ printf 'one\\ntwo\\nthree'
one
t...
...
$ curl http://127.0.0.1:8080
curl of http://127.0.0.1:8080
$ cat <<END
> a
> b
> END
a
b
```
```console
$ make run
```
```console
$ echo wrong
right
$ echo more; echo lines
more
$ false
$ kill -9 $$
```
```console
$ true
$ until true; do false || exit 1; done
```
```console
$ make nothing
```
It begins in `main` (`server/main.cpp`), [as said](README.md#limits) and [there](https://example.com/).
Wrong: `mian` (`server/main.cpp`)
Wrong: `main` (`server/mian.cpp`)
Wrong: `run_main` (`server/main.cpp`) is only called there
Wrong: `main`
(`server/mian.cpp`)
Wrong: [a file](READYOU.md)
1. `main` (`server/main.cpp`) is a step that names
   `main` again, and `Types` and `X-Headers`, which are no functions.
2. `main` (`server/main.cpp`) is one that names
   Wrong: `run_main`, which is elsewhere, and `main`
3. The `run_main` of an item that begins otherwise is nobody's business.
"""


def self_test():
    """Right steps pass, wrong steps are found, each at its line. Stand-ins play server and curl."""
    with tempfile.TemporaryDirectory() as folder:
        server = pathlib.Path(folder) / "zoom-mock"
        server.write_text('#!/usr/bin/env bash\necho 4711 > "$5"\nexec sleep 60\n', encoding="utf-8")
        server.chmod(0o755)
        text = SELF_TEST.replace("$ curl", "$ echo curl of")
        problems, run = check(pathlib.Path("README.md"), text, "run: ## starts\n", server)
    found = sorted(int(problem.split(":")[1]) for problem in problems)
    wrong = [number for number, line in enumerate(SELF_TEST.splitlines(), 1)
             if re.match(r"\$ (echo|false|kill|until|make nothing)|\s*Wrong", line)]
    if (found, run) != (wrong, 2):
        print(f"self-test: problems expected at lines {wrong}, found at {found}:", *problems, sep="\n")
        return 1
    return 0


def main(arguments):
    binary = pathlib.Path(arguments[0]).resolve() if arguments else None
    os.chdir(ROOT)
    if arguments == ["--self-test"]:
        return self_test()
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    problems, run = [], 0
    try:
        makefile = pathlib.Path("Makefile").read_text(encoding="utf-8")
        for document in map(pathlib.Path, arguments[1:] or DOCUMENTS):
            found, count = check(document, document.read_text(encoding="utf-8"), makefile, binary)
            problems += found
            run += count
    except (EnvironmentFailed, OSError) as error:
        print(f"check-readme: {error}")
        return 3
    if problems:
        print("\n\n".join(problems))
        return 1
    print(f"check-readme: {run} console blocks run")
    return 0 if run else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
