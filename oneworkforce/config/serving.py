"""`oneworkforce serve`: the website on granian, with the first visit's code printed where only the operator sees it."""

import ipaddress

import click
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces

from oneworkforce.home.set_up import code_for_first_visit


@click.command()
@click.option("--host", default=None, help="Address to listen on (ONEWORKFORCE_BIND).")
@click.option("--port", default=None, type=click.IntRange(1, 65535), help="Port to listen on (ONEWORKFORCE_PORT).")
def serve(host: str | None, port: int | None) -> None:
    """Serve the website until it is stopped."""
    host, port = host or settings.BIND, port or settings.PORT
    if settings.DEMO and not _is_loopback(host):
        raise click.ClickException(
            f"ONEWORKFORCE_DEMO=1 lets anyone sign in, so it is served on this machine alone: not on {host}. "
            "Unset ONEWORKFORCE_DEMO, or listen on 127.0.0.1."
        )
    click.echo(f"One Workforce is at http://{host}:{port}/ (stop it with Ctrl+C)")
    code = code_for_first_visit()
    if code:
        click.echo(f"Nobody has an account yet. Set up the first at http://{host}:{port}/set-up/ with the code {code}")
    Granian(
        "oneworkforce.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=4,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
    ).serve()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
