"""XML bodies, read with entities and the network off and with every document type declaration refused."""

from typing import Any

from lxml import etree

from dagsverke.wire.refusals import BadBody

DEPTH_MAX = 64


def read_xml(data: bytes) -> dict[str, Any]:
    """An XML body as the equal JSON document: ``{root: {element: text}}``; repeated elements are a list.

    Raises BadBody("xml") for what is not well-formed, is nested too deeply, or declares a document type.
    """
    root = parse(data)
    return {_name(root): _value(root, 0)}


def parse(data: bytes) -> etree._Element:
    """The root element of an XML body."""
    if b"<!DOCTYPE" in data:
        raise BadBody("xml", None, "a document type declaration is not allowed")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BadBody("xml", None, "the body is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding where the search above is blind
        raise BadBody("xml", None, "a document type declaration is not allowed")
    return root


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _value(element: etree._Element, depth: int) -> Any:
    if depth > DEPTH_MAX:
        raise BadBody("xml", None, "the body is nested too deeply")
    members: dict[str, Any] = {}
    for child in element:
        if not isinstance(child.tag, str):
            raise BadBody("xml", None, "an entity is not allowed")
        name, value = _name(child), _value(child, depth + 1)
        if name not in members:
            members[name] = value
        elif isinstance(members[name], list):
            members[name].append(value)
        else:
            members[name] = [members[name], value]
    return members or (element.text or "")
