"""`exec` on a terminal: the command reads it and has its keys, and whoever comes after has them again."""

import contextlib
import os
import pty
import select
import signal
import sys

from server import check

BINARY = sys.argv[1]
SECONDS = 20


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, *shell):
        self.process, self.file = pty.fork()
        if self.process == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs us may ignore it
            os.execvp(shell[0], shell)
        self.seen = ""

    def type(self, text):
        os.write(self.file, text.encode())

    def until(self, word):
        """Whether the word is printed."""
        while word not in self.seen:
            if not select.select([self.file], [], [], SECONDS)[0]:
                return False
            try:
                self.seen += os.read(self.file, 4096).decode(errors="replace")
            except OSError:  # the other end is closed
                return False
        self.seen = self.seen.partition(word)[2]
        return True

    def close(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.file)


def check_terminal():
    asks = """sh -c 'echo asking; read line; echo "got $line"'"""
    terminal = Terminal("sh", "-c", f'"{BINARY}" exec -- {asks}; read line; echo "then $line"')
    terminal.until("asking")
    terminal.type("one\n")
    check("a command reads the terminal", terminal.until("got one"), terminal.seen)
    terminal.type("two\n")
    check("who comes after reads it again", terminal.until("then two"), terminal.seen)
    terminal.close()
    terminal = Terminal("sh", "-c", f'"{BINARY}" exec -- sh -c "echo asking; exec sleep 1000"; echo "exit $?"')
    terminal.until("asking")
    terminal.type("\x03")
    check("Ctrl-C ends the command", terminal.until("exit 130"), terminal.seen)
    terminal.close()


def check_job_control():
    command = f"'{BINARY}' exec -- sh -c 'echo ask\"ing\"; read line; echo \"got $line\"'"
    terminal = Terminal("bash", "--norc", "-i")
    terminal.type(f"PS1=; set -o notify; {command}\n")
    terminal.until("asking")
    terminal.type("\x1a")
    check("Ctrl-Z stops both", terminal.until("Stopped"), terminal.seen)
    terminal.type("echo a'live'\n")
    check("and gives the shell its terminal", terminal.until("alive"), terminal.seen)
    terminal.type("fg\n")
    terminal.until("exec --")
    terminal.type("one\n")
    check("fg lets both go on", terminal.until("got one"), terminal.seen)
    terminal.type(f"{command} &\n")
    check("what reads from the background is stopped, and we with it", terminal.until("Stopped"), terminal.seen)
    terminal.type("fg\n")
    terminal.until("exec --")
    terminal.type("two\n")
    check("a command in the background gets the terminal with fg", terminal.until("got two"), terminal.seen)
    terminal.close()


check_terminal()
check_job_control()
