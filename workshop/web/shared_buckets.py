"""Buckets of all processes in Valkey, by its clock. While it is away each process counts alone.

Addresses and phones' keys are stored as digests, and expire as soon as they are full again.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, cast

from redis import Redis

from workshop.bus import PREFIX, Away, Bus
from workshop.web.buckets import Buckets, Clock, Line, Proven, Step, What, first_wait

# For each key: burst, rate, "look" | "take" | "charge" | "give" -> seconds to wait for the first that has to, as text
_BUCKETS = """
local at = redis.call('TIME')
local now = at[1] + at[2] / 1000000
for i, key in ipairs(KEYS) do
  local burst, rate, what = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), ARGV[3 * i]
  local kept = redis.call('HMGET', key, 'left', 'at')
  local left = burst
  if kept[1] then left = math.min(burst, kept[1] + math.max(0, now - kept[2]) * rate) end
  local wait = math.max(0, (1 - left) / rate)
  if what == 'give' then left, wait = math.min(burst, left + 1) + 1, 0 end
  if what == 'take' or what == 'give' or (what == 'charge' and wait == 0) then
    redis.call('HSET', key, 'left', tostring(left - 1), 'at', string.format('%.6f', now))
    redis.call('EXPIRE', key, math.ceil((burst - left + 1) / rate) + 1)
  end
  if wait > 0 then return tostring(wait) end
end
return '0'
"""
# KEYS[1]; patience -> seconds until the turn, as text
_TURN = """
local at = redis.call('TIME')
local now = at[1] + at[2] / 1000000
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0')) + 1
if turn - now <= tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], string.format('%.6f', turn), 'EX', math.ceil(turn - now) + 1)
end
return tostring(turn - now)
"""
_PROVEN_SECONDS = 24 * 3600


def _key(*parts: str) -> str:
    digest = hashlib.blake2b("\0".join(parts[1:]).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return f"{PREFIX}.door.{parts[0]}.{digest}"


class SharedBuckets(Buckets):
    def __init__(self, name: str, burst: float, rate: float, clock: Clock, bus: Bus) -> None:
        super().__init__(burst, rate, clock)
        self._name, self._bus = name, bus

    def do(self, key: str, what: What) -> float:
        return in_turn(self._bus, [(self, key, what)])

    def alone(self, key: str, what: What) -> float:
        return super().do(key, what)

    def arguments(self, key: str, what: What) -> tuple[str, float, float, What]:
        return _key(self._name, key), self.burst, self.rate, what


def in_turn(bus: Bus, steps: Sequence[Step]) -> float:
    """Do buckets.in_turn over SharedBuckets in one round trip."""
    shared = [(cast(SharedBuckets, buckets), key, what) for buckets, key, what in steps]
    keys, *values = zip(*(buckets.arguments(key, what) for buckets, key, what in shared), strict=True)
    arguments = [value for step in zip(*values, strict=True) for value in step]
    try:
        return bus.execute(lambda redis: float(_script(redis, _BUCKETS, keys, *arguments)))
    except Away:
        return first_wait(buckets.alone(key, what) for buckets, key, what in shared)


class SharedLine(Line):
    def __init__(self, patience: float, clock: Clock, bus: Bus) -> None:
        super().__init__(patience, clock)
        self._bus = bus

    def turn(self, key: str) -> float:
        try:
            return self._bus.execute(lambda redis: float(_script(redis, _TURN, [_key("line", key)], self.patience)))
        except Away:
            return super().turn(key)


class SharedProven(Proven):
    """Queries Valkey only for codes that this process does not know."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus

    def anywhere(self, address: str, code: str) -> bool:
        if self.here(address, code):
            return True
        try:
            return self._bus.execute(lambda redis: bool(redis.exists(_key("proven", address, code))))
        except Away:
            return False

    def add(self, address: str, code: str) -> None:
        if self.here(address, code):
            return
        super().add(address, code)
        try:
            self._bus.execute(lambda redis: redis.set(_key("proven", address, code), 1, ex=_PROVEN_SECONDS))
        except Away:
            return


def _script(redis: Redis, script: str, keys: Sequence[str], *arguments: Any) -> Any:
    # register_script sends the digest, and the text only to a Valkey that has not cached it.
    return redis.register_script(script)(keys=keys, args=arguments)
