-- Deposits: what an undone batch undoes, where a batch came from, what a proposal rests on.
ALTER TABLE batch ADD COLUMN undoes INTEGER REFERENCES batch(id);
ALTER TABLE batch ADD COLUMN form TEXT;
ALTER TABLE batch ADD COLUMN file_name TEXT;
ALTER TABLE proposal ADD COLUMN evidence TEXT;
CREATE INDEX change_batch ON change(batch_id);
CREATE INDEX change_row ON change(table_name, row_key);
CREATE INDEX proposal_row ON proposal(table_name, row_key);
