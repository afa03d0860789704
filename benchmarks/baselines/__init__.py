"""What the server is measured against: the least that could answer, and what one would usually write."""
