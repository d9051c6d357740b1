"""Templates: the environment that every page and article is written with.

Jinja escapes everywhere, an undefined name is an error, and an address enters a link only through
the `url` filter.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.problems import counted

_SAFE_SCHEMES = {"https", "http"}
_ADDRESS_CHARACTERS = 6000


class UnsafeAddressError(ValueError):
    """An address that must not become a link reached a template."""


def environment(theme: Path) -> Environment:
    """The templates of a theme, with every output escaped and every name required."""
    made = Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "url": checked_url,
        "clock": clock,
        "counted": counted,
        "percent": percent,
        "probability": probability,
    }
    return made


def checked_url(address: str) -> str:
    """Let an address into a link that is https, http, or a place in this site.

    Raises:
        UnsafeAddressError: It could run a script or lead where its reader does not expect.
    """
    scheme = urlsplit(address).scheme
    is_clean = address.isprintable() and not re.search(r"[\s\\]", address)
    is_web = scheme in _SAFE_SCHEMES and re.match(r"https?://[^/]", address) is not None
    is_relative = re.match(r"(?!//)[^:]*(?:[/?#]|$)", address) is not None and not scheme
    if not is_clean or not (is_web or is_relative) or len(address) > _ADDRESS_CHARACTERS:
        raise UnsafeAddressError(f"not an address for a link: {address[:80]!r}")
    return address


def clock(seconds: int) -> str:
    """Write seconds as minutes: 210 is `3:30`."""
    return f"{seconds // 60}:{seconds % 60:02}"


def percent(rate: float, digits: int = 0) -> str:
    """Write a rate from 0 to 1 as percent."""
    return f"{rate * 100:.{digits}f}"


def probability(value: float) -> str:
    """Write how likely something is, with two digits at most."""
    return "under 0.001" if value < 0.001 else f"{value:.2g}" if value < 0.1 else f"{value:.2f}"


def trusted(html: str) -> Markup:
    """Mark HTML that our own modules wrote and escaped, so that it is not escaped again."""
    return Markup(html)
