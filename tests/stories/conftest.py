"""Stories are told on the real application over two small firms."""

from tests.worlds import world, world_url

__all__ = ["world", "world_url"]
