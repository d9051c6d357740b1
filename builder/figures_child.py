"""What runs inside the child process of a diagram; it imports nothing of the builder.

Graphviz is driven through its C interface with two plug-ins alone, its core and the `dot` layout.
Without the third, which would measure letters by the fonts of the machine, Graphviz takes their
widths from tables of its own: a diagram then has the same bytes everywhere.
"""

from __future__ import annotations

import ctypes
import resource
import sys

from pygraphviz import _graphviz

DRAWN = b"<!-- drawn -->"
"""Stands between Graphviz's messages and the picture."""

_PLUGINS = (b"gvplugin_core_LTX_library", b"gvplugin_dot_layout_LTX_library")
_GRAPH, _NODE, _EDGE = 0, 1, 2


class _Plugin(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("address", ctypes.c_void_p))


def main() -> None:
    """Draw the graph on standard input."""
    for kind, most in ((resource.RLIMIT_CPU, 10), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))
    svg = drawn(sys.stdin.buffer.read())
    sys.stdout.buffer.write(DRAWN + svg)


def drawn(code: bytes) -> bytes:
    """Draw a graph as SVG; `SystemExit` where Graphviz refuses it."""
    library = ctypes.CDLL(_graphviz.__file__)
    library.gvContextPlugins.restype = library.agmemread.restype = ctypes.c_void_p
    library.agattr.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.gvContextPlugins(_plugins(library), 0))
    graph = ctypes.c_void_p(library.agmemread(code))
    if not graph:
        raise SystemExit("Error: this is no graph")
    for kind in (_GRAPH, _NODE, _EDGE):
        library.agattr(graph, kind, b"fontname", b"Helvetica")
    text, length = ctypes.c_char_p(), ctypes.c_size_t()
    if library.gvLayout(context, graph, b"dot") or library.gvRenderData(
        context, graph, b"svg", ctypes.byref(text), ctypes.byref(length)
    ):
        raise SystemExit("Error: the graph cannot be drawn")  # pragma: no cover - not seen yet
    return ctypes.string_at(text, length.value)


def _plugins(library: ctypes.CDLL) -> ctypes.Array[_Plugin]:
    rows = [_Plugin(name, _address(library, name)) for name in _PLUGINS]
    return (_Plugin * (len(rows) + 1))(*rows, _Plugin(None, None))


def _address(library: ctypes.CDLL, name: bytes) -> int:
    return ctypes.addressof(ctypes.c_char.in_dll(library, name.decode()))


if __name__ == "__main__":  # pragma: no cover - runs in a process of its own
    main()
