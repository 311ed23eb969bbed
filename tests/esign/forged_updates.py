"""Ways to forge a signed order by a change appended to it."""

from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign.fields import enumerate_sig_fields

from tests.esign.forger import Recipe, Scene


def overlay(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"q 1 g 0 0 600 840 re f Q")
        writer.add_stream_to_page(0, writer.add_object(stream))

    return updated(scene.raised, change)


def annotation(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject(map(generic.FloatObject, (0, 0, 200, 50))),
                pdf_name("/Contents"): pdf_string("1 EUR"),
                pdf_name("/DA"): pdf_string("/Helv 12 Tf"),
            }
        )
        page = writer.find_page_for_modification(0)[0]
        writer.register_annotation(page, writer.add_object(note))

    return updated(scene.raised, change)


def hidden_page(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 9 9 re f"))
        box = generic.ArrayObject(map(generic.FloatObject, (0, 0, 595, 842)))
        writer.insert_page(PageObject(stream, box))

    return updated(scene.raised, change)


def swapped_attachment(scene: Scene) -> bytes:
    return updated(scene.raised, swap_attachment)


def swapped_appearance(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = _field(writer, "dealer")
        box = BoxConstraints(width=226, height=62)
        drawn = RawContent(b"0 0 226 62 re f", box=box).as_form_xobject()
        widget["/AP"][pdf_name("/N")] = writer.add_object(drawn)
        writer.update_container(widget)

    return updated(scene.raised, change)


def removed_value(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = _field(writer, "dealer")
        del widget["/V"]
        writer.update_container(widget)

    return updated(scene.raised, change)


def removed_form(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        del writer.root["/AcroForm"]
        writer.update_root()

    return updated(scene.raised, change)


def metadata_changed(scene: Scene) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        info = writer.trailer["/Info"]
        info[pdf_name("/Title")] = pdf_string("Another order")
        writer.mark_update(writer.trailer.raw_get("/Info"))

    return updated(scene.raised, change)


RECIPES: tuple[Recipe, ...] = (
    overlay,
    annotation,
    hidden_page,
    swapped_attachment,
    swapped_appearance,
    removed_value,
    removed_form,
    metadata_changed,
)


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Append a change, as PDF allows it."""
    writer, output = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    change(writer)
    writer.write(output)
    return output.getvalue()


def swap_attachment(writer: IncrementalPdfFileWriter) -> None:
    """Write another order where the attached one stands."""
    file = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
    file._data, file._encoded_data = b'{"total":9}', None  # noqa: SLF001 pyHanko has no setter
    writer.mark_update(file.container_ref)


def _field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    [(_, _, field)] = enumerate_sig_fields(writer, with_name=name)
    found: generic.DictionaryObject = field.get_object()
    return found
