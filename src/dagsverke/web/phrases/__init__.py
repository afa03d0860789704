"""What refusals say, as messages of the pages."""
