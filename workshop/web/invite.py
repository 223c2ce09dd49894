"""The invitation: code, address and QR. A public address from the settings wins over the facilitator's choice."""

import io
import socket
from typing import Any

import ifaddr
import segno
from flask import request, url_for

from workshop.domain import workshops
from workshop.web.edge import feed, settings

# How the names of adapters begin that no phone can reach.
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vethernet", "tun", "tap")


def of(code: str) -> dict[str, Any]:
    """Return what the invitation shows; `chosen` is the base address in use."""
    workshop = feed().read(workshops.find, code)
    found = addresses()
    chosen = settings().public_address or workshop.address or found[0]["url"]
    if chosen not in [address["url"] for address in found]:
        found = [{"url": chosen, "label": chosen.split("//", 1)[-1]}, *found]
    return {
        "code": workshop.code,
        "url": f"{chosen}{url_for('participant.phone', code=workshop.code)}",
        "qr_url": url_for("facilitator.qr", code=workshop.code, v=workshop.facts_seq),
        "addresses": found,
        "chosen": chosen,
    }


def qr_svg(code: str) -> bytes:
    """Return the invitation's QR as a file."""
    return _drawn(of(code)["url"], scale=8, light="#fff")


def qr_of(url: str) -> str:
    """Return a QR of this address that stands in a page."""
    return _drawn(url, svgns=False, nl=False).decode()


def _drawn(url: str, **more: Any) -> bytes:
    picture = io.BytesIO()
    qr = segno.make(url, error="m", micro=False)
    qr.save(picture, kind="svg", border=2, dark="#000", xmldecl=False, omitsize=True, **more)
    return picture.getvalue()


def base() -> str:
    """Return the address at which others reach this installation, for links that belong to no workshop."""
    return settings().public_address or addresses()[0]["url"]


def addresses() -> list[dict[str, str]]:
    """Return the LAN addresses, that of the default route first; localhost where there is none."""
    port = request.environ.get("SERVER_PORT", str(settings().port))
    first = outward()
    found: dict[str, str] = {}
    for adapter in ifaddr.get_adapters():
        for ip in adapter.ips:
            if isinstance(ip.ip, str) and not ip.ip.startswith(("127.", "169.254.")):
                found[ip.ip] = adapter.nice_name
    ordered = sorted(found, key=lambda ip: (ip != first, found[ip].lower().startswith(_VIRTUAL), ip))
    rows = [{"url": f"http://{ip}:{port}", "label": f"{found[ip]} · {ip}"} for ip in ordered]
    return rows or [{"url": f"http://127.0.0.1:{port}", "label": "127.0.0.1"}]


def outward() -> str:
    """Return this machine's address on the default route, or ""; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""
