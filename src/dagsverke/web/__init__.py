"""Server-rendered pages: the firm's day in a browser, over the same commands and queries as the APIs."""
