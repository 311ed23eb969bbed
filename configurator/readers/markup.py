"""XML models: XCSP 2.1 or FeatureIDE, told apart by the outermost element."""

from xml.etree import ElementTree as ET

from configurator.errors import ModelError
from configurator.model import Model
from configurator.readers.feature_ide import read_feature_ide
from configurator.readers.xcsp import read_xcsp


_READERS = {
    "instance": read_xcsp,
    "featureModel": read_feature_ide,
    "extendedFeatureModel": read_feature_ide,
}


def read_xml(text: str, place: str) -> Model:
    """Read an XML model.

    Raises:
        ModelError: not XML, or neither of the two; names the line or the element.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ModelError(place, 0, "document types and entities are not accepted")
    try:
        root = ET.fromstring(text)  # noqa: S314 - no document type reaches the parser
    except ET.ParseError as error:
        raise ModelError(place, error.position[0], f"not XML: {error}") from error
    if root.tag not in _READERS:
        reason = f"<{root.tag}> is neither an XCSP 2.1 instance nor a FeatureIDE model"
        raise ModelError(place, 0, reason)
    return _READERS[root.tag](root, place)
