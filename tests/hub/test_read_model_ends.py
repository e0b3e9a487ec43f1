"""The process that folds does not outlive the hub, however that ends."""

from samarth_desktop.hub.admin import serve


def test_it_ends_when_who_started_it_is_gone() -> None:
    """A killed hub closes nothing itself; the system closes its end of the pipe."""
    folding = serve._folder("postgresql+psycopg://nobody@127.0.0.1:1/none")
    try:
        assert folding.poll() is None and folding.stdin is not None
        folding.stdin.close()
        folding.wait(60)
    finally:
        folding.kill()
        folding.wait()
