"""Forms as data: which command a form gives which properties; one engine shows, reads and refuses them."""
