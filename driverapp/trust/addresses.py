"""Network addresses as keys of a count: hashed under a name that changes daily, so that none is kept."""

import ipaddress

from driverapp.store.clock import local_day, now
from driverapp.trust.hashing import keyed_hash

# One subscriber has a whole /64 of IPv6.
SUBSCRIBER_PREFIX = 64


def address_key(purpose: str, address: str) -> bytes:
    """The key under which a purpose counts an address today; one for all addresses that cannot be read."""
    day = local_day(now()).isoformat()
    return keyed_hash(f"address:{purpose}", f"{day}\0{subscriber(address)}".encode())


def subscriber(address: str) -> str:
    """What one subscriber has of addresses: an IPv4 address, or a network of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), SUBSCRIBER_PREFIX), strict=False))
