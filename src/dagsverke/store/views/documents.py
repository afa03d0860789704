"""The documents of a row, as every row that may have some shows them."""

from sqlalchemy import Table, Text, literal_column, select

from dagsverke.store.tables.people import person
from dagsverke.store.tables.registers import document
from dagsverke.store.views.kinds import Attribute, Collection, identity, listed, live, words
from dagsverke.store.views.time import full_name

_UPLOADER = person.alias("uploader")
_FOLDER = document.alias("folder_of")
_NAMES = ("key", "name", "content_type", "size", "created_at", "modified_at", "is_folder", "is_link", "is_public")


def documents_of(owner: Table) -> Attribute:
    """The live documents of a row as a JSON list, in the order in which they came."""
    found = (
        select(
            document.c.id,
            *(document.c[name] for name in _NAMES),
            _UPLOADER.c.key.label("person_key"),
            full_name(_UPLOADER).label("person_name"),
            _FOLDER.c.key.label("folder_key"),
        )
        .select_from(
            document.outerjoin(
                _UPLOADER,
                (_UPLOADER.c.company_id == document.c.company_id) & (_UPLOADER.c.id == document.c.created_by_id),
            ).outerjoin(
                _FOLDER, (_FOLDER.c.company_id == document.c.company_id) & (_FOLDER.c.id == document.c.folder_id)
            )
        )
        .where(
            document.c.company_id == owner.c.company_id,
            document.c.owner_kind == literal_column(f"'{owner.name}'", Text),
            document.c.owner_id == owner.c.id,
            live(document),
        )
        .with_hint(document, "INDEXED BY document_owner_kind_owner_id_id", "sqlite")  # which has them in their order
        .correlate(owner)
        .subquery(f"{owner.name}_documents")
    )
    names = {name: name for name in (*_NAMES, "person_key", "person_name", "folder_key")}
    return listed(found, names, "id")


DOCUMENT = Collection(
    table=document,
    where=(live(document),),
    attributes={**identity(document), **words(document, "name", "content_type")},
)

FILE_USE = Collection(
    table=document,
    attributes={
        "id": Attribute(document.c.id, "int"),
        "digest": Attribute(document.c.digest, is_exact=True, is_nullable=True),
    },
)
"""Which files any document names, a withdrawn one too: what is withdrawn is kept."""
