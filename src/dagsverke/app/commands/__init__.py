"""One module per aggregate, one function per use case; commands never commit."""
