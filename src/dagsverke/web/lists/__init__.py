"""Lists as data: which collection a page shows, with which columns, narrowed and ordered how; one engine shows them."""
