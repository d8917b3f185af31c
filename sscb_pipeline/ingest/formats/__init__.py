"""What each kind of file holds, read in the reading child: one module per format, one shape for all of them."""
