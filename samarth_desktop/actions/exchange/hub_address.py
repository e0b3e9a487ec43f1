"""The hub under another address: changed without a new enrolment, once the hub there has shown that it is the same."""

from samarth_desktop.actions.exchange.sync import log_of
from samarth_desktop.actions.session import Session


def tell(session: Session) -> str:
    """The address at which this laptop syncs. Raises KnownError before enrolment."""
    from samarth_desktop.sync import identity

    return identity.enrolled(log_of(session)).url


def change(session: Session, url: str, *, plain_allowed: bool = False) -> str:
    """Takes another address from now on; gives it as it is kept. Raises KnownError, and changes nothing, where nobody
    answers there or it is another hub."""
    from samarth_desktop.sync import identity
    from samarth_desktop.sync.client import is_our_hub
    from samarth_desktop.sync.hub_client import checked_url, open_http

    log, url = log_of(session), checked_url(url, plain_allowed=plain_allowed)
    with open_http() as http, log.alone():
        is_our_hub(log, http, url)
        identity.move(log, url)
    return url
