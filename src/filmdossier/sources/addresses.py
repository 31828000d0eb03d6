"""Connections to public addresses alone, each within one deadline.

A name is resolved once, every address it resolves to is checked, and the connection goes to a checked address: a name
that resolves differently the second time gains nothing. TLS still names and verifies the host.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

_NAT64 = IPv6Network("64:ff9b::/96")


class PrivateAddressError(Exception):
    """A host that resolves to an address not on the public internet; ``args`` are host and address."""


class UnknownHostError(Exception):
    """A host that does not resolve; ``args`` holds its name."""


class DeadlineError(Exception):
    """The time for the whole fetch is over."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, the IPv4 address inside an IPv6 one included."""
    ip = ip_address(address.partition("%")[0])
    inner = _embedded(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


class Deadline:
    """A point in time, and how long there is until it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """Seconds left, or ``timeout`` where that is less.

        Raises:
            DeadlineError: where none are left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise DeadlineError
        return left if timeout is None else min(left, timeout)


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The IP addresses of a host.

    The system's resolver knows no time limit, so it runs in a thread that is left behind when it takes too long.

    Raises:
        UnknownHostError: where it has none.
        DeadlineError: where the answer takes too long.
    """
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append([str(i[4][0]) for i in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError):
            answer.append([])

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not answer:
        raise DeadlineError
    if not answer[0]:
        raise UnknownHostError(host)
    return list(dict.fromkeys(answer[0]))


class _DeadlineStream(httpcore.NetworkStream):
    """A stream whose every step must end before the deadline, so that no trickle of bytes can outlast it."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore, to checked addresses and within a deadline.

    Args:
        deadline: when everything must be over.
        allow_private: whether addresses outside the public internet will do.
    """

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's checked addresses.

        Raises:
            PrivateAddressError: where any of them is not public: a mixed answer is an attack, not a choice.
            UnknownHostError: where there are none.
            DeadlineError: where there is no time left.
        """
        addresses = resolve(host, port, self._deadline)
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise PrivateAddressError(host, address)
        failure: Exception | None = None
        for address in addresses[:4]:
            try:
                left = self._deadline.left(timeout)
                stream = self._sockets.connect_tcp(address, port, left, local_address, socket_options)
                return _DeadlineStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as e:
                failure = e
        assert failure is not None
        raise failure
