"""Where a request comes from, as far as limits and the list of sessions need to know."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import request

PREFIX = {4: 24, 6: 48}  # what one household, office or provider's customer is given


def network() -> str:
    """Return the network of this request, such as 192.0.2.0/24; empty when it is not known.

    Behind proxies `cms.app` has the address corrected, as `CMS_PROXIES` says.
    """
    return network_of(request.remote_addr or "")


def network_of(remote: str) -> str:
    """Return the network of an address, empty when it is none."""
    address = _read(remote)
    if address is None:
        return ""
    return str(ip_network(f"{address}/{PREFIX[address.version]}", strict=False))


def from_here() -> bool:
    """Tell whether the request comes from this machine itself."""
    return is_here(request.remote_addr or "")


def is_here(remote: str) -> bool:
    """Tell whether an address is this machine's own."""
    address = _read(remote)
    return address is not None and address.is_loopback


def _read(remote: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(remote.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
