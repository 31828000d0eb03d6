"""Speed and scale, apart from the tests."""
