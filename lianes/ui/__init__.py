"""What the reader sees around and inside each page."""
