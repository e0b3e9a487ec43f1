"""Runs a command line inside the test's own process: the same `main`, streams, environment and exit code as a process
of its own, without the second that its start takes. What is killed, signalled or serves is a real process instead."""

import contextlib
import io
import os
import subprocess
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence


def run(
    main: Callable[[Sequence[str]], int], arguments: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """What a process with these arguments and this environment leaves: exit code, stdout, stderr."""
    out, err = io.StringIO(), io.StringIO()
    with only(environment), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = _exit_code(main, arguments)
    return subprocess.CompletedProcess(list(arguments), code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def only(environment: Mapping[str, str]) -> Iterator[None]:
    """Exactly this environment for a while."""
    held = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(held)


def _exit_code(main: Callable[[Sequence[str]], int], arguments: Sequence[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as ended:  # argparse: a wrong option, --help
        return ended.code if isinstance(ended.code, int) else 1
    except Exception:  # a process would print it and leave 1: the tests look for the word Traceback
        traceback.print_exc()
        return 1
