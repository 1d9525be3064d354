"""How products and passages are found: words, typos and meaning; `knowledge.search` is the door."""
