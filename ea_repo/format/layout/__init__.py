"""What formats lay out with: lines of a width, the parts of a page."""
