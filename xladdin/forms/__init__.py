"""What each official form is. The models are the description: labels and measures stand in their annotations.

For what a cell's text means see `xladdin.values`; for finding the fields in a file see `xladdin.reading`.
"""
