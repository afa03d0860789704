"""The sections of a company file as forms: what a section's rows hold, asked for and read by the same codecs."""
