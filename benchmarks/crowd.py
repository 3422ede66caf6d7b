"""A room full of people: many sessions over the real socket, each changing scope every 5 seconds.

Bounded in users and time, and on this machine only. The crowd runs in a process of its own, so
that its work is not counted with the server's.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from websockets.asyncio.client import connect

from benchmarks.client import PATIENCE, socket_address
from benchmarks.protocol import Tab
from benchmarks.serving import ROOT
from benchmarks.walks import Scopes, scopes, steps

PAUSE = 5.0
"""Seconds between two steps of one reader."""
FILLING = 20.0
"""Seconds while the room fills and nothing has been read yet: not counted."""
MOST_USERS, MOST_SECONDS = 400, 120


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a crowd met: its size, the seconds of each answer, the answers that failed."""

    users: int
    seconds: tuple[float, ...]
    failures: int


def met(address: str, store: Path, users: int, seconds: int) -> Crowd:
    """Send a crowd to a server for a while, from another process."""
    if users > MOST_USERS or seconds > MOST_SECONDS:
        raise ValueError(f"At most {MOST_USERS} users for {MOST_SECONDS} seconds.")
    command = [sys.executable, "-m", "benchmarks.crowd", address, str(store), str(users)]
    done = subprocess.run(
        [*command, str(seconds)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    content = json.loads(done.stdout)
    return Crowd(content["users"], tuple(content["seconds"]), content["failures"])


async def gather(address: str, found: Scopes, users: int, seconds: int) -> Crowd:
    """Run the sessions together; answers given while the room fills are left out."""
    began = time.monotonic() + FILLING
    ends = began + seconds
    rooms = await asyncio.gather(
        *(_browse(address, found, user, PAUSE * user / users, began, ends) for user in range(users))
    )
    answers = tuple(answer for room in rooms for answer in room)
    took = tuple(answer for answer in answers if answer is not None)
    return Crowd(users, took, len(answers) - len(took))


async def _browse(
    address: str, found: Scopes, user: int, delay: float, began: float, ends: float
) -> list[float | None]:
    """Browse until the end; return the seconds of each answer, None for one that failed."""
    tab, walk, took = Tab(address), steps(found, random.Random(user)), []
    await asyncio.sleep(delay)
    async with connect(
        socket_address(address), subprotocols=["streamlit"], origin=address, max_size=None
    ) as connection:
        request = tab.opens(next(walk))
        while (started := time.monotonic()) < ends:
            await connection.send(request)
            try:
                async with asyncio.timeout(PATIENCE):
                    while not tab.hears(await connection.recv()):
                        pass
                answer = time.monotonic() - started
            except (TimeoutError, RuntimeError):
                answer = None
            if started >= began:
                took.append(answer)
            await asyncio.sleep(max(0.0, started + PAUSE - time.monotonic()))
            request = tab.follows(next(walk))
    return took


if __name__ == "__main__":
    place, file, number, length = sys.argv[1:]
    room = asyncio.run(gather(place, scopes(Path(file)), int(number), int(length)))
    json.dump(asdict(room), sys.stdout)
