"""Instructions that a program executes, as callgrind counts them: the same at every run."""

import re
import subprocess


class CannotCount(Exception):
    """Says what is missing, or what went wrong."""


def output_of(command):
    """What a command printed on stdout and on stderr."""
    command = list(map(str, command))
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise CannotCount(f"{command[0]}: {error.strerror} (scripts/install-deps.sh and the make verb "
                          "install and build what is needed)") from error
    if done.returncode != 0:
        raise CannotCount(f"{' '.join(command)}: exit {done.returncode}: {(done.stdout + done.stderr).strip()}")
    return done.stdout, done.stderr


def instructions_of(command):
    """How many instructions a command takes, start and end included."""
    report = output_of(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command])[1]
    return int(re.search(r"Collected : (\d+)", report)[1])
