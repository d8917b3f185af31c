"""Tests mirror the package, stem for stem; contracts/ holds the promises every return, model and section keeps."""
