"""What every delta begins with: it reaches from `from` to `seq`; `now` is the server's clock in ms since 1970."""

from typing import TypedDict

Head = TypedDict("Head", {"seq": int, "from": int, "full": bool, "now": int})
