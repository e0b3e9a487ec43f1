"""The addresses of this laptop that neighbours in a hall can reach: also where it makes the network itself."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address

_HOTSPOTS = ("192.168.137.", "10.42.")
"""Where Windows (Internet connection sharing) and NetworkManager put the laptop that makes a network."""


def own() -> list[str]:
    """Every IPv4 address of this laptop that is neither its own loop nor given by itself. Nothing is sent."""
    from ifaddr import get_adapters

    found = [str(ip.ip) for adapter in get_adapters() for ip in adapter.ips if ip.is_IPv4]
    return [one for one in found if not IPv4Address(one).is_loopback and not IPv4Address(one).is_link_local]


def preferred() -> str:
    """The address to tell the neighbours, "" where this laptop is in no network."""
    return chosen(own(), _routed())


def chosen(addresses: Sequence[str], routed: str) -> str:
    """Of these addresses that of a network that this laptop makes, else the one with a way out, else the first. A
    laptop that makes the hall's network has no way out, or another one than its neighbours."""
    made = [one for one in addresses if one.startswith(_HOTSPOTS) and one.endswith(".1")]
    return next(iter((*made, *(one for one in addresses if one == routed), *addresses)), "")


def near(addresses: Sequence[str], mine: Sequence[str]) -> str:
    """Of another laptop's addresses the one in a network of this laptop, else the first."""
    return next((one for one in addresses if any(same_network(one, own) for own in mine)), addresses[0])


def same_network(one: str, other: str) -> bool:
    """Whether two addresses are probably in one hall's network: small networks share all but the last number."""
    return one.rpartition(".")[0] == other.rpartition(".")[0]


def _routed() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
            return str(probe.getsockname()[0])
        except OSError:
            return ""
