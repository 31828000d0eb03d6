"""A chart made fit for a page: words, links and roles on what Vega drew, and nothing that a strict policy refuses.

Marks carry the number of what they show, as their description; the words of strangers, and where links lead, never pass
through Vega.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from filmdossier.web.charts import hues
from filmdossier.web.charts.drawing import draw
from filmdossier.web.charts.land import land_in
from filmdossier.web.charts.projection import Window
from filmdossier.web.charts.shapes import Label, Mark, Shapes

SVG = "http://www.w3.org/2000/svg"
_SPACES: Any = {None: SVG}  # the types of lxml know no default namespace
_FONTS = "Noto Sans, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
#: What a mark keeps of the words about it: enough for several lines of a tooltip.
_MOST_WORDS = 600
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEEDLESS = ("aria-roledescription", "aria-hidden", "aria-label", "role", "pointer-events")


def finished(shapes: Shapes, *, name: str, title: str, description: str, root: str, styles: Sequence[str]) -> bytes:
    """A chart as an SVG document.

    Args:
        shapes: what it is made of.
        name: of the chart, within a page.
        title: what it shows.
        description: how to read it.
        root: the path below which the server is.
        styles: addresses of style sheets, which count where the document is opened by itself.
    """
    size = {"width": str(shapes.width), "height": f"{shapes.height:.0f}"}
    box = f"0 0 {size['width']} {size['height']}"
    top = etree.Element(_named("svg"), {**size, "viewBox": box, "class": "drawn", "role": "group"}, nsmap=_SPACES)
    top.set("aria-label", _fit(title))
    top.set("aria-describedby", f"chart-{name}-about")
    top.set("font-family", _FONTS)
    etree.SubElement(top, _named("desc"), {"id": f"chart-{name}-about"}).text = description
    etree.SubElement(top, _named("rect"), {**size, "class": "paper", "fill": "#ffffff"})
    if shapes.land is not None:
        top.append(_land(shapes.land))
    top.extend(_drawn(shapes, root))
    for label in shapes.labels:
        top.append(_written(label, shapes.marks, root))
    sheets = "".join(f'<?xml-stylesheet type="text/css" href={quoteattr(sheet)}?>\n' for sheet in styles)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + sheets).encode() + etree.tostring(top, encoding="UTF-8")


def _named(kind: str) -> str:
    return f"{{{SVG}}}{kind}"


def _fit(words: str) -> str:
    """Words without what XML cannot hold."""
    return _NOT_XML.sub(" ", words)


def _land(window: Window) -> etree._Element:
    """The outline of the land behind a map, as an image within the image, which cuts it off where the map ends."""
    box, path = land_in(window)
    size = {"width": f"{window.width:.0f}", "height": f"{window.height:.0f}"}
    image = etree.Element(_named("svg"), {**size, "viewBox": box, "class": "land", "aria-hidden": "true"})
    look = {"fill": hues.WELL, "stroke": hues.STRONG_LINE, "stroke-width": "0.6", "vector-effect": "non-scaling-stroke"}
    etree.SubElement(image, _named("path"), {**look, "d": path})
    return image


def _drawn(shapes: Shapes, root: str) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    drawing = etree.fromstring(draw(shapes).encode(), parser)
    for element in list(drawing.iter(_named("path"), _named("g"), _named("line"))):
        number = element.get("aria-label", "")
        is_mark = element.get("role") == "graphics-symbol" and number.isdigit()
        for attribute in _NEEDLESS:
            element.attrib.pop(attribute, None)
        if element.get("class") in ("background", "foreground"):
            _remove(element)
        elif is_mark:
            parent = element.getparent()
            assert parent is not None
            around = _around(shapes.marks[int(number)], root)
            parent.replace(element, around)
            around.insert(0, element)
    return list(drawing)


def _around(mark: Mark, root: str) -> etree._Element:
    """A link, or a group that is an image, with the words of a mark."""
    words = _fit(mark.words)[:_MOST_WORDS]
    attributes = {"aria-label": words, "class": "mark"}
    if mark.path is None:
        around = etree.Element(_named("g"), {**attributes, "role": "img"})
    else:
        around = etree.Element(_named("a"), {**attributes, "href": root + mark.path})
    etree.SubElement(around, _named("title")).text = words
    return around


def _written(label: Label, marks: Sequence[Mark], root: str) -> etree._Element:
    # What words beside a mark say, the mark says itself; the middle of letters lies a third of their size up.
    place = {"x": f"{label.x:.1f}", "y": f"{label.y + label.size * 0.35:.1f}"}
    text = etree.Element(_named("text"), {**place, "font-size": str(label.size), "fill": label.hue})
    if label.anchor != "start":
        text.set("text-anchor", label.anchor)
    if label.is_bold:
        text.set("font-weight", "600")
    text.text = _fit(label.words)
    if label.mark is None:
        text.set("aria-hidden", "true")
        return text
    around = _around(marks[label.mark], root)
    around.insert(0, text)
    return around


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def words_of(*parts: str) -> str:
    """Parts of what is said of a mark, those that say something, one after the other."""
    return " · ".join(p for p in parts if p)
