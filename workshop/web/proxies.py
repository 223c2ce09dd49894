"""Believes what a reverse proxy says of a visitor only where the connection comes from that proxy."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Any

from werkzeug.middleware.proxy_fix import ProxyFix

_FIELDS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


class Proxies:
    """WSGI middleware: `count` proxies stand in front, the nearest in one of the networks of `addresses`."""

    def __init__(self, app: Any, count: int, addresses: str) -> None:
        self._app = app
        self._behind = ProxyFix(app, x_for=count, x_proto=count, x_host=count)
        self._networks = [ip_network(each.strip(), strict=False) for each in addresses.split(",") if each.strip()]
        self._is_proxy = lru_cache(1_000)(self._in_networks)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self._is_proxy(environ.get("REMOTE_ADDR", "")):
            return self._behind(environ, start_response)
        for name in _FIELDS:
            environ.pop(name, None)
        return self._app(environ, start_response)  # type: ignore[no-any-return]

    def _in_networks(self, address: str) -> bool:
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:  # a socket of the system: only this machine has those
            return not address
        return any(found in network for network in self._networks)
