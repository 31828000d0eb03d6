"""Charts of a film: its figures over time, its dates, its places. Data, then a Vega-Lite specification, then SVG."""
