"""Set a source as a PDF with a text layer, in the look that its front matter asks for."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from look import ALIGN, LOOK, Signature, font
from markup import Block, Source, inline
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)


class Setter:
    """Turns the blocks of one source into flowables."""

    def __init__(self, meta: dict[str, Any]) -> None:
        self.look = LOOK | meta.get("look", {})
        left, _, right, _ = self.look["margins"]
        self.width = A4[0] - (left + right) * mm

    def style(self, kind: str = "p", **changes: Any) -> ParagraphStyle:
        """The style of a kind of paragraph."""
        look = self.look
        size = float(look["size"])
        values: dict[str, Any] = {
            "fontName": font(look["font"]),
            "fontSize": size,
            "spaceAfter": look["gap"],
            "alignment": ALIGN[look["align"]],
        }
        if kind == "title":
            values |= {
                "fontName": font(look["title_font"] or look["font"]),
                "fontSize": look["title_size"],
                "spaceAfter": look["title_gap"],
                "alignment": ALIGN[look["title_align"]],
                "textColor": HexColor(look["title_color"]),
            }
        elif kind in {"h2", "h3"}:
            values |= {
                "fontName": font(look["heading_font"] or look["font"]),
                "fontSize": float(look["heading_size"] or size + 1) - (kind == "h3"),
                "spaceBefore": look["heading_gap"],
                "spaceAfter": 3,
                "alignment": TA_LEFT,
                "keepWithNext": 1,
                "textColor": HexColor(look["heading_color"]),
            }
        elif kind == "small":
            values |= {"fontSize": size - 2, "spaceAfter": 3}
        elif kind == "cell":
            values |= {"spaceAfter": 0, "alignment": TA_LEFT}
        values |= changes
        return ParagraphStyle(kind, leading=values["fontSize"] * look["leading"], **values)

    def paragraph(self, text: str, kind: str = "p", **changes: Any) -> Paragraph:
        """A paragraph of a kind; titles and headings are bold."""
        if kind == "h2" and self.look["heading_upper"]:
            text = text.upper()
        markup = inline(text)
        return Paragraph(f"<b>{markup}</b>" if kind in {"title", "h2", "h3"} else markup, self.style(kind, **changes))

    def flow(self, blocks: tuple[Block, ...], width: float, **changes: Any) -> list[Flowable]:
        """The flowables of some blocks, set in a measure of `width` points."""
        return [piece for block in blocks for piece in self.block(block, width, changes)]

    def block(self, block: Block, width: float, changes: dict[str, Any]) -> list[Flowable]:
        """The flowables of one block."""
        match block.name:
            case "item":
                step = self.look["indent"] + (8 if len(block.mark) > 2 else 0)
                mark = self.look["bullet"] if block.mark == "-" else block.mark
                style = self.style(leftIndent=step, bulletIndent=0, **{"spaceAfter": self.look["gap"] / 2} | changes)
                style.bulletFontName, style.bulletFontSize = style.fontName, style.fontSize
                return [Paragraph(inline(block.text), style, bulletText=mark)]
            case "rule":
                return [
                    HRFlowable(
                        width="100%",
                        thickness=0.7,
                        color=HexColor(self.look["rule_color"]),
                        spaceBefore=3,
                        spaceAfter=6,
                    )
                ]
            case "page":
                return [PageBreak()]
            case "space":
                return [Spacer(0, float(block.text))]
            case "columns":
                inner = self.flow(block.inner, (width - 18) / 2, **changes)
                return [BalancedColumns(inner, nCols=2, innerPadding=18, topPadding=0, bottomPadding=0)]
            case "right" | "center":
                return self.flow(block.inner, width, alignment=ALIGN[block.name])
            case "grid" | "lines" | "plain" | "letterhead":
                return self.table(block, width)
            case "sign":
                return self.signatures(block, width)
        return [self.paragraph(block.text, block.name, **changes)]

    def table(self, block: Block, width: float) -> list[Flowable]:
        """A table: «grid» with all lines, «lines» with horizontal ones, «plain» and «letterhead» without."""
        shares = [float(arg) for arg in block.args if arg.isdigit()]
        size = self.look["size"] - (0 if block.name == "letterhead" else 0.5)
        rows = [[cell.strip() for cell in line.split("|")] for line in block.lines if line.strip()]
        if "head" in block.args:
            rows[0] = [f"**{cell}**" for cell in rows[0]]
        last = TA_RIGHT if "right" in block.args else TA_LEFT
        cells = [[self.cell(cell, size, last if cell is row[-1] else TA_LEFT) for cell in row] for row in rows]
        pad = 1 if block.name in {"plain", "letterhead"} else 3
        everywhere = (0, 0), (-1, -1)
        style: list[tuple[Any, ...]] = [
            ("VALIGN", *everywhere, "TOP"),
            ("TOPPADDING", *everywhere, pad),
            ("BOTTOMPADDING", *everywhere, pad + 1),
        ]
        if block.name == "grid":
            style += [("GRID", *everywhere, 0.5, HexColor(self.look["rule_color"]))]
        elif block.name == "lines":
            style += [("LINEBELOW", *everywhere, 0.4, HexColor(self.look["rule_color"]))]
        if block.name in {"plain", "letterhead"}:
            style += [("LEFTPADDING", (0, 0), (0, -1), 0), ("RIGHTPADDING", (-1, 0), (-1, -1), 0)]
        if "head" in block.args:
            style += [("BACKGROUND", (0, 0), (-1, 0), HexColor(self.look["grid_shade"]))]
        if "keys" in block.args:
            style += [("BACKGROUND", (0, 0), (0, -1), HexColor(self.look["grid_shade"]))]
        widths = [width * share / sum(shares) for share in shares]
        return [Table(cells, widths, style=style, repeatRows=int("head" in block.args)), Spacer(0, 8)]

    def cell(self, text: str, size: float, alignment: int) -> Paragraph:
        """The paragraph in a cell of a table; « // » breaks its line."""
        return self.paragraph(text.replace(" // ", "\n"), "cell", fontSize=size, alignment=alignment)

    def signatures(self, block: Block, width: float) -> list[Flowable]:
        """Blocks of signatures side by side; «~ Name» is signed in ink, «_» leaves an empty line."""
        across = int(block.args[0])
        each = width / across
        blocks: list[list[Flowable]] = [[]]
        for line in block.lines:
            if not line.strip():
                blocks.append([])
            elif line.startswith("~"):
                blocks[-1] += [Signature(line, each - 24), self.paragraph(line[1:].strip(), "cell")]
            elif line.startswith("_"):
                empty = HRFlowable(width=each - 24, thickness=0.5, color=black, hAlign="LEFT", spaceAfter=2)
                blocks[-1] += [Spacer(0, 24), empty]
            else:
                blocks[-1].append(self.paragraph(line, "cell"))
        rows = [blocks[at : at + across] for at in range(0, len(blocks), across)]
        rows[-1] += [[]] * (across - len(rows[-1]))
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 8),
        ]
        return [Table(rows, [each] * across, style=style)]


def render(source: Source) -> bytes:
    """The PDF of a source; the same bytes each time."""
    return _build(source, pages=_count(source))[0]


def _count(source: Source) -> int:
    """How many pages the source fills."""
    return _build(source, pages=0)[1]


def _build(source: Source, pages: int) -> tuple[bytes, int]:
    """Set the source once, printing `pages` as the number of pages; the bytes and the pages that there were."""
    setter, out = Setter(source.meta), BytesIO()
    look = setter.look
    left, top, right, bottom = (float(edge) * mm for edge in look["margins"])

    def furniture(canvas: Canvas, doc: BaseDocTemplate) -> None:
        """Running head, foot and the coloured band."""
        canvas.setFont(font(look["font"]), look["size"] - 2)
        if look["band"] and doc.page == 1:
            canvas.setFillColor(HexColor(look["band"]))
            canvas.rect(0, A4[1] - 9 * mm, A4[0], 9 * mm, stroke=0, fill=1)
            canvas.setFillColor(HexColor("#000000"))
        if doc.page >= look["header_from"]:
            canvas.drawString(left, A4[1] - 14 * mm, look["header"].format(page=doc.page, pages=pages))
            canvas.drawRightString(
                A4[0] - right, A4[1] - 14 * mm, look["header_right"].format(page=doc.page, pages=pages)
            )
        foot, y = look["footer"].format(page=doc.page, pages=pages), 11 * mm
        if look["footer_align"] == "left":
            canvas.drawString(left, y, foot)
        elif look["footer_align"] == "right":
            canvas.drawRightString(A4[0] - right, y, foot)
        else:
            canvas.drawCentredString(A4[0] / 2, y, foot)

    room = A4[1] - top - bottom
    frame = Frame(left, bottom, setter.width, room, 0, 0, 0, 0, id="text")
    template = BaseDocTemplate(out, pagesize=A4, invariant=1, title=source.name, author="Exempel", lang="sv-SE")
    template.addPageTemplates(PageTemplate(id="page", frames=[frame], onPage=furniture))
    template.build(setter.flow(source.blocks, setter.width))
    return out.getvalue(), template.page
