"""Running clocks: start, stop, extend, suspend, and the sweep that lets silence speak. The counting itself is in `law`."""
