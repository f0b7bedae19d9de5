"""What the API shows of a call: shapes, and how they are made for one reader."""
