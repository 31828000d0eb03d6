"""Where a server listens, and by which address people reach it."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Sequence
from ipaddress import ip_address, ip_network

import click

from filmdossier.model.errors import FilmdossierError

_ROOT = re.compile(r"(/[\w.~-]+)*", re.ASCII)
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  what is asked for, not a choice of ours


class ListeningError(FilmdossierError):
    """The address or the port cannot be listened on."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: a name or an address of this machine.
        port: 0 for any that is free.

    Raises:
        ListeningError: the port is taken, or the address is none of this machine's.
    """
    try:
        [(family, _, _, _, address), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return socket.create_server(address[:2], family=family, backlog=512)
    except OSError as e:
        if e.errno == errno.EADDRINUSE:
            problem = "something listens there already; choose another with --port, or 0 for any that is free"
        elif e.errno == errno.EACCES:
            problem = "that needs more rights; choose a port from 1024 up with --port"
        else:
            problem = "that is no address of this machine; choose one with --host"
        raise ListeningError(f"{host} port {port}: {problem}") from None


def warning_of(host: str, *, is_private: bool, behind_proxy: bool) -> str:
    """What whoever listens on an address should know, or nothing.

    Args:
        host: the address.
        is_private: whether reading needs a login.
        behind_proxy: whether a proxy speaks for the server, by https.
    """
    if _is_loopback(host) or behind_proxy:
        return ""
    free = "" if is_private else "whoever reaches this machine may read the store (--private asks for a login), and "
    return f"{free}without https tokens and cookies can be read on their way; put a proxy before it (--behind-proxy)"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def root_of(given: str) -> str:
    """The path below which a proxy mounts the server, with the slash at its start and none at its end.

    Raises:
        UsageError: it is no path.
    """
    root = "/" + given.strip("/") if given.strip("/") else ""
    if not _ROOT.fullmatch(root) or ".." in root:
        raise click.UsageError(f"--root {given}: write a path of letters, digits and -._~, as in /films")
    return root


def proxies_of(given: Sequence[str], *, behind_proxy: bool) -> tuple[str, ...]:
    """The addresses of proxies whose word counts.

    Raises:
        UsageError: one is no address, or none is to be trusted.
    """
    for address in given:
        try:
            ip_network(address)
        except ValueError:
            raise click.UsageError(f"--proxy {address}: write an address or a network, as in 10.0.0.0/24") from None
    if given and not behind_proxy:
        raise click.UsageError("--proxy goes with --behind-proxy")
    return tuple(given) or (("127.0.0.1", "::1") if behind_proxy else ())


def url_of(listening: socket.socket, root: str, names: Sequence[str], *, behind_proxy: bool) -> str:
    """The address that people open, as far as it can be known here.

    Args:
        listening: the socket.
        root: below which path a proxy mounts the server.
        names: that it is reached by.
        behind_proxy: whether a proxy speaks for it, by https.
    """
    host, port = listening.getsockname()[:2]
    if behind_proxy and names:
        return f"https://{names[0]}{root}/"
    shown = _EVERYWHERE.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}{root}/"
