import pytest

from analysis import ThemePipeline


@pytest.fixture(scope="session")
def pipeline() -> ThemePipeline:
    """One for all tests: it remembers only what it has read, never how notes were grouped."""
    return ThemePipeline()
