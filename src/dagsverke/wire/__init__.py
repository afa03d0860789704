"""The dialect kit: HTTP ideas, no vendor, no table."""
