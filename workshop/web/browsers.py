"""A browser's name for people, such as "Chrome · Windows"."""

# The first that occurs in the field User-Agent: browsers name those that they resemble, too.
_BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome"}
_BROWSERS |= {"SamsungBrowser": "Samsung Internet", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {"Windows": "Windows", "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Mac OS": "macOS"}
_SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


def name(user_agent: str) -> str:
    """Return browser and system; "" for none that is known."""
    found = (
        next((shown for mark, shown in marks.items() if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)
    )
    return " · ".join(filter(None, found))
