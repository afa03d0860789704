"""The data that is measured on: made by the application's own rules, written in bulk."""
