"""The use cases are tested on the store's own house, too."""

from tests.store.conftest import house, migrated_postgresql_url, migrated_sqlite_url

__all__ = ["house", "migrated_postgresql_url", "migrated_sqlite_url"]
