"""The pages, a module a page: ask, arrange, render."""
