-- Warnings a batch was applied with: open until someone closes them, the batch is undone or a later
-- batch changes the figure that `row_key` names.
CREATE TABLE batch_warning (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  place TEXT NOT NULL,
  value TEXT NOT NULL,
  expected TEXT NOT NULL,
  row_key TEXT,
  closed_at TEXT,
  closed_by TEXT,
  closed_reason TEXT
);
CREATE INDEX batch_warning_batch ON batch_warning(batch_id);
