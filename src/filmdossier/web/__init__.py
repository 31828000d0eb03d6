"""The store in the browser: pages and a JSON API, thin over engine and export."""
