"""Where articles come from: text files, HTML files, addresses on the web, standard input."""
