"""The machine of lives at full counts: ``python -m tests.bench.lives [EXAMPLES] [STEPS] [PLANTED]``.

First with the program as it is, then until it comes upon each planted fault, in at most PLANTED examples.
"""

import logging
import sys
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sync.test_lives import Lives
from tests.sync.test_planted_in_lives import PLANTED


def run(examples: int, steps: int) -> None:
    many = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Lives, settings=many)


def main(examples: int, steps: int, planted: int) -> None:
    logging.getLogger("samarth.hub").setLevel(logging.ERROR)
    begun = time.monotonic()
    run(examples, steps)
    print(f"{examples} lives of up to {steps} steps, {time.monotonic() - begun:.0f} s: all agree", flush=True)
    for fault in PLANTED:
        begun = time.monotonic()
        with pytest.MonkeyPatch.context() as patched:
            fault(patched)
            try:
                run(planted, steps)
            except AssertionError as caught:
                said = str(caught).partition("\n")[0][:90]
                print(f"{fault.__name__}: caught in {time.monotonic() - begun:.0f} s: {said}", flush=True)
            else:
                raise SystemExit(f"{fault.__name__} was not caught in {planted} lives")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [200, 25, 150][len(given) :]))
