"""Many people at once, in one light process: sockets, a selector, and a generator for what each of them does.

A crowd works in rounds. When a round's time is over, everybody waits where they are until the next, so that short
rounds of two builds take turns while both crowds stay as mixed as they are in a long run. Each walk has a connection
of its own, kept open between its requests, as a browser's is. One person's address serves 500 walks, as an office's.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.before_after.asking import Ask, Cookies, Got, Walk

PATIENCE = 40.0
WALKS_OF_AN_ADDRESS = 500
END_OF_HEAD = b"\r\n\r\n"


@dataclass
class Seen:
    """What came of rounds. Times are in seconds; `steps`: from a press to the page that it led to."""

    seconds: float = 0.0
    completed: int = 0
    requests: int = 0
    sent: int = 0
    received: int = 0
    times: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


class Person:
    """Somebody who does one walk after the other."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd, self.number, self.walks = crowd, number, 0
        self.socket: socket.socket | None = None
        self.in_flight = False
        self.anew()

    def anew(self) -> None:
        """Come as somebody else, over a connection of their own."""
        self.hang_up()
        self.walk = self.crowd.make_walk(self.number * 7 + self.walks)
        self.address = f"198.18.{self.number}.{self.walks // WALKS_OF_AN_ADDRESS % 250}"
        self.walks += 1
        self.cookies, self.answers = Cookies(), 0
        self.step: float | None = None
        self.ask = next(self.walk)

    def send(self) -> None:
        """Send what waits to be asked."""
        self.reused = self.socket is not None
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.crowd.port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.crowd.selector.register(self.socket, selectors.EVENT_READ, self)
        self.read = b""
        self.in_flight = True
        self.began = time.perf_counter()
        if self.ask.pressed:
            self.step = 0.0
        request = self.ask.as_bytes(self.cookies.for_path(self.ask.path), self.address)
        self.crowd.seen.sent += len(request)
        try:
            self.socket.sendall(request)
        except OSError as fault:
            self.lost(fault)

    def receive(self) -> None:
        """Take what has come; when it is a whole answer, go on."""
        assert self.socket is not None  # noqa: S101
        try:
            come = self.socket.recv(262_144)
        except OSError as fault:
            return self.lost(fault)
        if not come:
            return self.lost(OSError(errno.ECONNRESET, "the server hung up")) if self.in_flight else self.hang_up()
        self.read += come
        if (got := whole_answer(self.ask.path, self.read)) is not None:
            self.in_flight = False
            self.crowd.seen.received += len(self.read)
            self.go_on(got)
        return None

    def go_on(self, got: Got) -> None:
        """Note the time, and find out what is asked next."""
        now = time.perf_counter()
        seen, in_time = self.crowd.seen, now < self.crowd.until
        seen.times.append(now - self.began)
        if self.step is not None:
            self.step += now - self.began
        seen.requests += in_time
        self.answers += 1
        self.cookies.keep(got)
        try:
            asked: Ask | None = self.walk.send(got)
        except StopIteration:
            asked = None
            self.crowd.completed_in_all += 1
            seen.completed += in_time
        except Exception as fault:  # whatever a walk stumbles over is told, and counted
            return self.stumble(fault)
        if self.step is not None and (asked is None or asked.pressed):
            seen.steps.append(self.step)
        if asked is None:
            self.anew()
        else:
            self.ask = asked
        return None

    def lost(self, fault: OSError) -> None:
        """The connection went: a browser asks once more where it had stood idle."""
        again = self.reused and not self.read
        self.hang_up()
        if again:
            self.send()
        else:
            self.stumble(fault)

    def stumble(self, fault: Exception) -> None:
        """Give this walk up."""
        self.crowd.seen.errors[f"{type(fault).__name__}: {fault}"] += 1
        self.anew()

    def hang_up(self) -> None:
        """Close the connection."""
        if self.socket is not None:
            self.crowd.selector.unregister(self.socket)
            self.socket.close()
        self.socket, self.in_flight = None, False


class Crowd:
    """So many people at one server. :param make_walk: what number so-and-so does."""

    def __init__(self, port: int, people: int, make_walk: Callable[[int], Walk]) -> None:
        self.port, self.make_walk = port, make_walk
        self.selector = selectors.DefaultSelector()
        self.seen, self.until = Seen(), 0.0
        self.completed_in_all = 0
        self.people = [Person(self, number) for number in range(people)]

    def round(self, seconds: float, at_the_end: Callable[[], None] = lambda: None) -> None:
        """Let everybody go on for so long. :param at_the_end: done when time is over, before the last answers come."""
        began = time.perf_counter()
        self.until = began + seconds
        self._keep_going(lambda: time.perf_counter() < self.until)
        self.seen.seconds += time.perf_counter() - began
        at_the_end()
        self._keep_going(lambda: False)

    def warm_up(self, seconds: float) -> None:
        """A round that does not count: until everybody has finished about one walk, or time is over."""
        until = time.perf_counter() + seconds
        self.until = until
        wanted = max(20, len(self.people))
        self._keep_going(lambda: time.perf_counter() < until and self.completed_in_all < wanted)
        self._keep_going(lambda: False)
        self.seen = Seen(errors=self.seen.errors)

    def walks_at_most(self, walks: int) -> None:
        """The first person does exactly so many, alone."""
        person, self.until = self.people[0], float("inf")
        for _walk in range(walks):
            before = person.walks
            while person.walks == before:
                if not person.in_flight:
                    person.send()
                self._listen()

    def finish(self) -> int:
        """Let everybody come to their end; how many walks were completed in all."""
        ends = {person: person.walks for person in self.people if person.answers}
        while waiting := [person for person, walks in ends.items() if person.walks == walks]:
            for person in waiting:
                if not person.in_flight:
                    person.send()
            self._listen()
        for person in self.people:
            person.hang_up()
        return self.completed_in_all

    def _keep_going(self, more: Callable[[], bool]) -> None:
        going = more()
        while going or any(person.in_flight for person in self.people):
            for person in self.people if going else ():
                if not person.in_flight:
                    person.send()
            for person in self._listen():
                if going and not person.in_flight:
                    person.send()
            going = going and more()

    def _listen(self) -> list[Person]:
        came = [key.data for key, _events in self.selector.select(0.2)]
        for person in came:
            person.receive()
        if not came:
            for person in self.people:
                if person.in_flight and time.perf_counter() - person.began > PATIENCE:
                    person.stumble(TimeoutError("no answer"))
        return came


def whole_answer(path: str, read: bytes) -> Got | None:
    """The answer, once all of it is there. Each has a length, or comes in chunks."""
    end = read.find(END_OF_HEAD)
    if end < 0:
        return None
    head = read[:end]
    low = head.lower()
    body = read[end + 4 :]
    at = low.find(b"\r\ncontent-length:")
    if at >= 0:
        length = int(low[at + 17 :].partition(b"\r\n")[0])
        return Got(path, int(head[9:12]), head, body) if len(body) >= length else None
    if b"\r\ntransfer-encoding: chunked" in low:
        if not read.endswith(b"0" + END_OF_HEAD):
            return None
        return Got(path, int(head[9:12]), head, unchunked(body))
    return Got(path, int(head[9:12]), head, b"")


def unchunked(body: bytes) -> bytes:
    """A body that came in chunks, in one."""
    whole = b""
    while (size := int(body.partition(b"\r\n")[0].partition(b";")[0], 16)) > 0:
        begins = body.index(b"\r\n") + 2
        whole += body[begins : begins + size]
        body = body[begins + size + 2 :]
    return whole
