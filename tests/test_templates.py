"""The environment of the templates: what it escapes and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from builder.templates import (
    UnsafeAddressError,
    checked_url,
    clock,
    environment,
    percent,
    probability,
)

THEME = Path(__file__).parent.parent / "theme"


def test_everything_is_escaped_in_every_template() -> None:
    """Also in a template whose name says nothing of HTML."""
    template = environment(THEME).from_string('<p title="{{ words }}">{{ words }}</p>')
    assert template.render(words="\"><script>'&") == (
        '<p title="&#34;&gt;&lt;script&gt;&#39;&amp;">&#34;&gt;&lt;script&gt;&#39;&amp;</p>'
    )


def test_a_name_that_is_not_given_is_an_error() -> None:
    """A slip in a template cannot pass as an empty text."""
    with pytest.raises(UndefinedError):
        environment(THEME).from_string("{{ titel }}").render(title="")


@pytest.mark.parametrize(
    "address",
    [
        "https://numpy.org/doc/stable/a.html?b=c&d=e#f",
        "http://example.org",
        "index.html",
        "../questions/a.html#part",
        "#part",
        "questions/a.html?time=1:30",
        "https://github.com/a/b/issues/new?title=a%3A+&body=%60",
    ],
)
def test_addresses_of_the_web_and_of_the_site_pass(address: str) -> None:
    """They come out as they went in; the template escapes them."""
    assert checked_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:a",
        "data:text/html,a", "vbscript:a", "blob:https://a", "intent://a", "file:///etc/passwd",
        "mailto:a@example.org", "//example.org/a", "https:/example.org", "https:example.org",
        "https:///example.org", "\\\\host\\a", "/\\host", "https://a b", "https://a/\u202e",
        "x:y", "https://example.org/" + "a" * 6000,
    ],
)  # fmt: skip
def test_other_addresses_never_become_a_link(address: str) -> None:
    """Scripts, foreign schemes, hidden hosts and what a reader cannot see."""
    with pytest.raises(UnsafeAddressError, match="not an address for a link"):
        checked_url(address)
    with pytest.raises(UnsafeAddressError):
        environment(THEME).from_string('<a href="{{ a | url }}">').render(a=address)


def test_figures_are_written_as_people_read_them() -> None:
    """Seconds as a clock, rates as percent, chances with two digits."""
    assert [clock(seconds) for seconds in (0, 59, 60, 210)] == ["0:00", "0:59", "1:00", "3:30"]
    assert [percent(0.25), percent(0.3333, 1)] == ["25", "33.3"]
    assert [probability(value) for value in (1, 0.19, 0.0421, 0.0004)] == [
        "1.00", "0.19", "0.042", "under 0.001",
    ]  # fmt: skip
