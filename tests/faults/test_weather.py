"""The bad network of the bench is bad: otherwise a clean audit behind it would mean nothing."""

from __future__ import annotations

import asyncio

from bench.clients.wire import Connection, Host, NoAnswer
from bench.faults.weather import FINE, Network, Weather
from tests import loops


async def through(weather: Weather, requests: int) -> tuple[int, int]:
    """(how often the server was asked, how many requests were answered) of so many requests in this weather."""
    asked = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    network = Network([server.sockets[0].getsockname()[1]], seed=1)
    await network.start()
    network.weather = weather
    answered = 0
    for _ in range(requests):
        phone = Connection(Host(network.port))
        try:
            await phone.ask("GET", "/")
            answered += 1
        except NoAnswer:
            pass
        phone.close()
    await network.quiet()
    await network.close()
    server.close()
    return asked, answered


def test_without_network_faults_each_request_arrives_once_and_is_answered() -> None:
    assert loops.run(through(FINE, 20)) == (20, 20)


def test_a_lost_request_never_arrives_and_a_lost_answer_never_returns() -> None:
    assert loops.run(through(Weather(lost=1.0), 5)) == (0, 0)
    assert loops.run(through(Weather(deaf=1.0), 5)) == (5, 0)


def test_a_request_may_come_a_second_time_and_later() -> None:
    assert loops.run(through(Weather(twice=1.0, late=0.05), 5)) == (10, 5)


def test_in_bad_weather_some_get_through() -> None:
    asked, answered = loops.run(through(Weather(lost=0.5, deaf=0.3), 60))
    assert 0 < answered < asked < 60
