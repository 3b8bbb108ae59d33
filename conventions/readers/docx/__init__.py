"""A .docx, ours or anybody's: its paragraphs, its blocks, its tracked changes, its text."""
