"""Documents into drafts of question banks: a FAQ, an article, a list, a table.

The parts, for those who build on them:

- `draft.Draft` holds `Item`s (text, type, level, seconds, guidance, source, confidence, state and
  the reviewer's decision), `Skipped` and problems. It is a frozen value; pure functions return the
  next one: `accept`, `reject`, `reopen`, `accept_open`, `edit`, `retype`, `relevel`, `rebudget`,
  `advise`, `merge`. An item is named by its `key`, which stays the same through all of them.
- `bankfile.to_bank(draft, head, existing="")` returns the TOML text of a bank with what was
  accepted: a new one, or `existing` with everything in it kept as its owner wrote it. The caller
  writes the text with `hotseat.files.replace_file`.
- `reading.read_documents(paths)` reads files into a draft; `compare.against(draft, banks, into)`
  marks what repeats a bank's question and what changed since the last import, and drops what was
  imported before.

Nothing here writes a file or opens a connection. Parsers are imported when a file needs them.
"""
