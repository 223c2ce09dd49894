"""The browser of the browser tests, for the outbox's own modules."""

from tests.browser.conftest import browser as browser
