"""The steps by which a schema came to be. Alembic reads them; loaded only where something is to be changed."""
