"""Papers as PDF: what they say, and how it is set (decision 0031)."""
