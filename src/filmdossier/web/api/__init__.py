"""The JSON API, a module a resource. The pages use the same functions below it."""
