"""
Text becomes acts: one small step a file; :mod:`agent.understanding.reading` puts them together.
"""
