"""Body: the sections of a question file, read into options, sections and evidence.

Reading goes on after a fault, so that an author sees all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, Protocol, cast

from builder.markdown import block_tokens, render_block
from builder.outline import (
    OUTLINE,
    SECTIONS,
    Part,
    begins_section,
    dedented,
    fence_after,
    heading_text,
    parts,
    trimmed,
    unquoted,
)
from builder.problems import Problem, closest_word, counted, listed, quoted
from builder.question import OPTION_COUNT, WAIVER, CodeBlock, Option, Section, Verdict
from builder.source import Source

_OPTION_START = re.compile(r"^( {0,3}[-*+] +)\[([ xX])\](?: +|$)")
_MOST_OPTIONS = 8
"""Options that are read on for rules; a file that has more is told so."""
_VERDICT = re.compile(r"\*\*(Right|Trap|Wrong)\.\*\*(?:\s+|$)")
_ALOUD = re.compile(r"\*\*Aloud\.\*\*(?:\s+|$)")


class _Token(Protocol):
    """What is read of a parser's token."""

    @property
    def type(self) -> str: ...
    @property
    def tag(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def info(self) -> str: ...
    @property
    def content(self) -> str: ...
    @property
    def map(self) -> list[int] | None: ...


class Body:
    """The sections of a file, read one after the other; problems are kept."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.is_broken = False
        self.parts: dict[str, Part] = {}
        self.options: tuple[Option, ...] = ()
        self.sections: tuple[Section, ...] = ()
        self.evidence: tuple[CodeBlock, ...] = ()
        self.aloud = ""
        self.aloud_line = 0
        self.mechanism = ""

    def read(self) -> None:
        """Read everything; what is missing stays empty."""
        self._check_fences()
        self._keep_known(list(parts(self.source, self.first_line)))
        self._check_order()
        self._check_missing()
        options = tuple(self._options())
        self._check_options(options)
        self.options = options[:_MOST_OPTIONS]
        self._read_explanation()
        self.sections = tuple(self._sections())
        self.evidence = tuple(self._evidence())

    def text_of(self, title: str) -> str:
        """The text below a heading, without blank lines around it."""
        part = self.parts.get(title)
        return trimmed(part)[0] if part else ""

    def line_of(self, title: str) -> int:
        """The line of the first text below a heading, 0 where there is none."""
        part = self.parts.get(title)
        return trimmed(part)[1] if part else 0

    def _report(self, line: int, rule: str, message: str, **more: str) -> None:
        text = self.source.line(line)
        column = len(text) - len(text.lstrip()) + 1
        length = max(1, len(text.strip()))
        self.problems.append(
            self.source.problem(line, column, rule, message, length=length, **more)
        )

    def _break(self, line: int, rule: str, message: str, **more: str) -> None:
        """Report what keeps the question from being shown."""
        self.is_broken = True
        self._report(line, rule, message, **more)

    def _check_fences(self) -> None:
        fence, opened = "", 0
        for number, line in enumerate(self.source.lines[self.first_line - 1 :], self.first_line):
            before = fence
            if before and begins_section(line):
                self._report_fence(opened, before)
                before = ""
            fence = fence_after(line, before)
            opened = number if fence and not before else opened
        if fence:
            self._report_fence(opened, fence)

    def _report_fence(self, line: int, fence: str) -> None:
        self._break(
            line,
            "unclosed-fence",
            "this block of code is not closed",
            expected=f"a line of the same {len(fence)} marks below it, above the next heading",
        )

    def _keep_known(self, parts: Sequence[Part]) -> None:
        if parts[0].level == 0 and not parts[0].is_empty:
            line = trimmed(parts[0])[1]
            self._break(
                line,
                "stray-text",
                "text stands before the first heading",
                expected="`## Scenario` as the first line of the body",
            )
        for part in parts[1:]:
            self._keep(part)

    def _keep(self, part: Part) -> None:
        if (part.level, part.title) not in OUTLINE:
            part = self._report_unknown(part)
        if part.title in self.parts:
            self._break(
                part.heading_line,
                "duplicate-heading",
                f"`{heading_text(part.level, part.title)}` stands twice",
                expected="each heading once",
                note=f"the first stands on line {self.parts[part.title].heading_line}",
            )
        elif part.title:
            self.parts[part.title] = part

    def _report_unknown(self, part: Part) -> Part:
        """Report a heading; give its part under the heading that was nearly certainly meant."""
        unused = {title: level for level, title in OUTLINE if title not in self.parts}
        title = closest_word(part.title, unused)
        mend = f"write `{heading_text(unused[title], title)}`" if title else ""
        self._break(
            part.heading_line,
            "unknown-heading",
            f"{quoted(heading_text(part.level, part.title))} is not a heading of a question",
            expected=listed(heading_text(level, known) for level, known in OUTLINE),
            help=mend,
        )
        return replace(part, level=unused.get(title, part.level), title=title)

    def _check_order(self) -> None:
        rank = {title: number for number, (_, title) in enumerate(OUTLINE)}
        highest = ""
        for title, part in self.parts.items():
            if highest and rank[title] < rank[highest]:
                before = self.parts[highest]
                self._break(
                    part.heading_line,
                    "section-order",
                    f"`{heading_text(part.level, title)}` stands below "
                    f"`{heading_text(before.level, highest)}`",
                    expected="the order " + ", ".join(title for _, title in OUTLINE),
                )
            else:
                highest = title

    def _check_missing(self) -> None:
        for number, (level, title) in enumerate(OUTLINE):
            part = self.parts.get(title)
            if part is None:
                self._report_missing(number)
            elif part.is_empty and title != "Explanation":
                self._break(
                    part.heading_line,
                    "empty-section",
                    f"`{heading_text(level, title)}` has no text",
                    expected="text below the heading",
                )

    def _report_missing(self, number: int) -> None:
        level, title = OUTLINE[number]
        later = [self.parts[name] for _, name in OUTLINE[number + 1 :] if name in self.parts]
        line = later[0].heading_line if later else max(1, len(self.source.lines))
        where = f"above `{heading_text(later[0].level, later[0].title)}`" if later else "at the end"
        self._break(
            line,
            "missing-section",
            f"`{heading_text(level, title)}` is missing",
            expected=f"`{heading_text(level, title)}` {where}",
            help=self._meant_heading(level, title),
        )

    def _meant_heading(self, level: int, title: str) -> str:
        """The mend of a line that was nearly certainly meant as a heading, or nothing."""
        for number, line in enumerate(self.source.lines[self.first_line - 1 :], self.first_line):
            if line.strip("#*_:=- \t\u00a0").casefold() == title.casefold():
                return f"write `{heading_text(level, title)}` alone on line {number}"
        return ""

    def _tokens(self, part: Part) -> Sequence[_Token]:
        """The blocks of a part; a part that the parser refuses is reported."""
        tokens = block_tokens(part.text)
        if not tokens and not part.is_empty:
            self.is_broken = True
            refused = render_block(part.text, source=self.source, first_line=part.first_line)
            self.problems.extend(refused.problems)
        return tokens

    def _options(self) -> Iterator[Option]:
        part = self.parts.get("Options")
        if part is None:
            return
        tokens = self._tokens(part)
        outside = [
            token.map[0]
            for token in tokens
            if token.level == 0 and token.map and token.type != "bullet_list_open"
        ]
        if outside:
            self._break(
                part.first_line + outside[0],
                "option-form",
                "this stands outside of the options",
                expected="one list of four items `- [ ]` or `- [x]`",
            )
        for items in _children(tokens, "bullet_list_open", level=0):
            for item in _children(items, "list_item_open", level=1):
                if option := self._option(part, item):
                    yield option

    def _option(self, part: Part, item: Sequence[_Token]) -> Option | None:
        start, end = item[0].map or [0, 0]
        lines = part.text.split("\n")[start:end]
        line = part.first_line + start
        opening = _OPTION_START.match(lines[0])
        quotes = [t for t in item if t.type == "blockquote_open" and t.level == item[0].level + 1]
        if not opening:
            self._break(
                line,
                "option-form",
                "an option has no box",
                expected="`- [x] ` before the right option and `- [ ] ` before the others",
                help=_meant_box(lines[0]),
            )
            return None
        if len(quotes) != 1:
            self._break(
                line,
                "option-form",
                "an option has no rationale" if not quotes else "an option has two rationales",
                expected="one quoted paragraph below the option: `  > **Wrong.** Right where ...`",
            )
            return None
        first, last = quotes[0].map or [start, end]
        text = dedented([lines[0][opening.end() :], *lines[1 : first - start]], opening.end(1))
        rationale = unquoted(lines[first - start : last - start], opening.end(1))
        self._check_tail(lines[last - start :], part.first_line + last)
        return self._judged(text, line, rationale, part.first_line + first, opening.group(2))

    def _check_tail(self, tail: Sequence[str], line: int) -> None:
        for number, text in enumerate(tail):
            if text.strip():
                self._break(
                    line + number,
                    "option-form",
                    "text stands below a rationale",
                    expected="the rationale as the last paragraph of its option",
                )
                return

    def _judged(self, text: str, line: int, rationale: str, at: int, box: str) -> Option:
        is_marked = box in "xX"
        found = _VERDICT.match(rationale)
        verdict = cast(Verdict, found[1].lower() if found else "right" if is_marked else "wrong")
        wanted = "`**Right.**`" if is_marked else "`**Trap.**` or `**Wrong.**`"
        if not found or (verdict == "right") != is_marked:
            near = re.match(r"[*_]*(Right|Trap|Wrong)\b[*_.:]*", rationale, re.IGNORECASE)
            mend = f"write `**{near[1].capitalize()}.**`" if near and not found else ""
            shown = f"begins `{found[0].strip()}`" if found else "has no opening word"
            box_word = "ticked" if is_marked else "empty"
            self._break(
                at,
                "rationale-opening",
                f"the rationale {shown}, and the box of its option is {box_word}",
                expected=f"{wanted} before the reason",
                help=mend,
            )
            verdict = "right" if is_marked else verdict if verdict != "right" else "wrong"
        reason = rationale[found.end() :] if found else rationale
        return Option(text, line, verdict, reason, at, is_marked, bool(found))

    def _check_options(self, options: Sequence[Option]) -> None:
        part = self.parts.get("Options")
        if part is None or part.is_empty:
            return
        if self._has("option-form") or self._has("text-too-complex"):
            return
        if len(options) != OPTION_COUNT:
            self._break(
                part.heading_line,
                "option-count",
                f"the question has {counted(len(options), 'option')}",
                expected=f"exactly {OPTION_COUNT} options",
            )
        keys = [option for option in options if option.is_marked]
        if len(keys) != 1:
            self._break(
                keys[1].line if keys else part.heading_line,
                "one-key",
                f"{len(keys)} options are ticked" if keys else "no option is ticked",
                expected="exactly one `- [x]`",
            )

    def _has(self, rule: str) -> bool:
        return any(problem.rule == rule for problem in self.problems)

    def _read_explanation(self) -> None:
        part = self.parts.get("Explanation")
        if part is None:
            return
        lines = part.text.split("\n")
        for first, last in self._aloud_spans(part):
            text = " ".join(unquoted(lines[first:last], 0).split())
            if not self.aloud:
                self.aloud = _ALOUD.sub("", text, count=1)
                self.aloud_line = part.first_line + first
                lines[first:last] = [""] * (last - first)
            else:
                self._report_aloud(part.first_line + first, "a second spoken line stands here")
        if not self.aloud and not self._has("text-too-complex"):
            self._report_aloud(part.heading_line, "the explanation has no spoken line")
        skipped = self.line_of("Explanation") - part.first_line
        self.mechanism = "\n".join(lines[skipped:]).rstrip()

    def _report_aloud(self, line: int, message: str) -> None:
        self._break(
            line,
            "spoken-line",
            message,
            expected="exactly one quoted paragraph `> **Aloud.** ...` above `### Memory`",
        )

    def _aloud_spans(self, part: Part) -> Iterator[tuple[int, int]]:
        lines = part.text.split("\n")
        for token in self._tokens(part):
            if token.type == "blockquote_open" and token.level == 0 and token.map:
                first, last = token.map
                if _ALOUD.match(unquoted(lines[first:last], 0)):
                    yield first, last

    def _sections(self) -> Iterator[Section]:
        for title, section_id in SECTIONS.items():
            if part := self.parts.get(title):
                text, line = trimmed(part)
                yield Section(section_id, title, text, line, text.startswith(WAIVER))

    def _evidence(self) -> Iterator[CodeBlock]:
        part = self.parts.get("Evidence")
        if part is None or part.is_empty:
            return
        kinds: set[str] = set()
        for token in self._tokens(part):
            if token.level == 0 and token.map and (block := self._block(part, token)):
                if block.kind in kinds:
                    self._report_evidence(block.line - 1, f"a second {block.kind} block")
                else:
                    kinds.add(block.kind)
                    yield block
        if "proof" not in kinds:
            self._report_evidence(part.heading_line, "no `python` block")

    def _block(self, part: Part, token: _Token) -> CodeBlock | None:
        start = part.first_line + (token.map or [0])[0]
        words = " ".join(token.info.split()) if token.type == "fence" else ""
        kinds: dict[str, Literal["proof", "bench"]] = {"python": "proof", "python bench": "bench"}
        if words not in kinds:
            self._report_evidence(start, "this is neither a `python` nor a `python bench` block")
            return None
        return CodeBlock(kinds[words], token.content, start + 1)

    def _report_evidence(self, line: int, what: str) -> None:
        self._break(
            line,
            "evidence-blocks",
            what if what.startswith("this") else f"the evidence has {what}",
            expected="one block fenced as `python`, and at most one as `python bench`",
        )


def _meant_box(line: str) -> str:
    """The mend of a box that is nearly right, or nothing."""
    found = re.match(r"\s*(?:[-*+]|\d+[.)])\s+[\[(]\s*([xX]?)\s*[\])]", line)
    return f"write `- [{found[1].lower() or ' '}] `, with one space behind it" if found else ""


def _children(tokens: Sequence[_Token], kind: str, *, level: int) -> Iterator[Sequence[_Token]]:
    """The token runs from each opening token of a kind and level to its closing token."""
    closing = kind.replace("_open", "_close")
    start = 0
    for number, token in enumerate(tokens):
        if token.level == level and token.type == kind:
            start = number
        elif token.level == level and token.type == closing:
            yield tokens[start : number + 1]
