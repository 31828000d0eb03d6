"""One film's coverage: who reports which figure, by the countries of the outlets."""
