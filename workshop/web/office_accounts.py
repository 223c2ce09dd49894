"""Sign-in with the office's own account, where an OIDC provider is configured: authorization code with PKCE.

The provider says who somebody is, and nothing more: it gives no rights, and lets in nobody whom the administrator has
not added. Without the setting nothing of this is loaded, and nothing is ever asked of the network.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, current_app, redirect, render_template, request, session, url_for
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import NotFound

from workshop.domain import persons
from workshop.errors import Refusal
from workshop.settings import Settings
from workshop.web import edge
from workshop.web.edge import feed, settings
from workshop.web.people import pages

# In the cookie of a browser that signed in so; the name of the provider among those of the library.
BY_OFFICE = "office"
_SECONDS, _LEEWAY = 10, 60
# "none" and shared secrets are not among them, whatever the provider says of itself.
_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
log = logging.getLogger("laena.web")


class ProviderAway(Refusal):
    code, status = "provider_away", 502
    message = _("ติดต่อระบบบัญชีของหน่วยงานไม่ได้ ลองอีกครั้งในอีกสักครู่ หรือเข้าด้วยชื่อและรหัสผ่าน")


class NotProved(Refusal):
    code, status = "not_proved", 403
    message = _("ระบบบัญชีของหน่วยงานยืนยันตัวท่านไม่สำเร็จ เริ่มเข้าสู่ระบบใหม่ ถ้าไม่ได้อีก แจ้งผู้ดูแลระบบ")


def connect(app: Flask, chosen: Settings) -> None:
    """Make the provider of the settings known to the application; nothing is fetched before somebody signs in by it."""
    app.extensions["laena.office_accounts"] = None
    if not chosen.oidc_issuer:
        return
    # slow: the client of OIDC, which only some installations have
    from authlib.integrations.flask_client import OAuth

    app.extensions["laena.office_accounts"] = OAuth(app).register(
        BY_OFFICE,
        client_id=chosen.oidc_client_id,
        client_secret=chosen.oidc_client_secret,
        server_metadata_url=f"{chosen.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "default_timeout": _SECONDS},
    )


@pages.get("/sign-in/office")
def office_sign_in() -> Any:
    """Send the browser to the provider."""

    def leave() -> Any:
        _metadata()
        session.permanent = True
        return _client().authorize_redirect(_back())

    return _guarded(leave)


@pages.get("/sign-in/office/back")
def office_back() -> Any:
    """Where the provider sends the browser back to: it is signed in as the person whose account it is."""
    claims = _guarded(_claims)
    if isinstance(claims, tuple):
        return claims
    try:
        token = feed().write(persons.sign_in_by_account, _account(claims), edge.browser())
    except Refusal as refusal:
        return _refused(refusal)
    edge.sign_in(token)
    session[BY_OFFICE] = True
    return redirect(url_for("people.home"))


@pages.get("/sign-in/office/out")
def office_out() -> Any:
    """Send the browser on to sign out at the provider, where it has a page for that."""

    def out() -> Any:
        if not _metadata().get("end_session_endpoint"):
            return redirect(url_for("facilitator.sign_in"))
        back = _address(url_for("facilitator.sign_in"))
        return redirect(_client().create_logout_url(back, client_id=settings().oidc_client_id)["url"])

    return _guarded(out)


def _client() -> Any:
    client = current_app.extensions["laena.office_accounts"]
    if client is None:
        raise NotFound
    return client


def _metadata() -> dict[str, Any]:
    """Return what the provider says of itself, in so far as it is believed. Raises NotProved for another's."""
    found: dict[str, Any] = _client().load_server_metadata()
    if found.get("issuer") != settings().oidc_issuer:
        _client().server_metadata.pop("_loaded_at", None)
        raise NotProved
    offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
    found["id_token_signing_alg_values_supported"] = [name for name in offered if name in _SIGNED_BY]
    return found


def _claims() -> dict[str, Any]:
    """Return the claims of the checked ID token. Raises NotProved, and what the libraries raise."""
    _metadata()
    issuer = {"essential": True, "value": settings().oidc_issuer}
    token = _client().authorize_access_token(claims_options={"iss": issuer}, leeway=_LEEWAY)
    claims = token.get("userinfo")
    if not claims:
        raise NotProved
    return dict(claims)


def _account(claims: dict[str, Any]) -> persons.Account:
    email = claims.get("email") if claims.get("email_verified") is True else ""
    return persons.Account(f"{claims['iss']} {claims['sub']}", email if isinstance(email, str) else "")


def _guarded(step: Any) -> Any:
    """Take the step with the provider; what goes wrong there is a page that says what to do."""
    # slow: as above; they are loaded already where there is a provider
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests.exceptions import RequestException

    _client()
    try:
        return step()
    except Refusal as refusal:
        return _refused(refusal)
    except (RequestException, RuntimeError) as error:
        log.warning("the OIDC provider does not answer: %s", type(error).__name__)
        return _refused(ProviderAway())
    except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError) as error:
        log.warning("the OIDC provider's answer is refused: %s", type(error).__name__)
        return _refused(NotProved())


def _refused(refusal: Refusal) -> tuple[str, int]:
    return render_template("people/office_refused.html", refused=refusal), refusal.status


def _back() -> str:
    return _address(url_for("people.office_back"))


def _address(path: str) -> str:
    return f"{settings().public_address or request.host_url.rstrip('/')}{path}"
